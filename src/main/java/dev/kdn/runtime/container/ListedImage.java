/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An image as an engine's list shows it.
///
/// @param id without the name of its algorithm
/// @param names with their tags
/// @param bytes with shared layers
public record ListedImage(String id, List<String> names, Map<String, String> labels, long bytes, Instant created) {
    public ListedImage {
        names = List.copyOf(names);
        labels = Map.copyOf(labels);
    }
}
