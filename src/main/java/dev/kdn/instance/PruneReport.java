/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.KdnException;
import java.util.List;
import java.util.Optional;

/// What pruning found and did.
///
/// @param items in the order in which they were removed
/// @param failure the first thing that went wrong; the rest was done all the same
public record PruneReport(List<PruneItem> items, Optional<KdnException> failure) {
    public PruneReport {
        items = List.copyOf(items);
    }
}
