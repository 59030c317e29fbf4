/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.List;

/// What is to take the place of an instance.
///
/// @param request as for a new workspace, with the id and name of the old one
/// @param carried paths in the old instance that the new one gets as they are; `~/` is the user's home. Those that do
///     not exist are passed over
/// @param newPorts whether ports of this machine are chosen anew instead of kept
public record RecreatePlan(CreateRequest request, List<String> carried, boolean newPorts) {
    public RecreatePlan {
        carried = List.copyOf(carried);
    }
}
