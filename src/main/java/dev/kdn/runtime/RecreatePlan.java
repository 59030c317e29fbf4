/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.List;

/// What is to take the place of an instance.
///
/// @param request as for a new workspace, with the id and name of the old one
/// @param carried paths in the old instance that the new one gets as they are; `~/` is the user's home. Those that do
///     not exist are passed over
/// @param newPorts whether ports of this machine are chosen anew instead of kept
/// @param lastPorts those that it was last known to have: some engines forget the ports of what is stopped
public record RecreatePlan(CreateRequest request, List<String> carried, boolean newPorts, List<Forward> lastPorts) {
    public RecreatePlan {
        carried = List.copyOf(carried);
        lastPorts = List.copyOf(lastPorts);
    }

    /// The ports that the new instance is to have.
    ///
    /// @param current those that the engine knows of the old one
    public List<Forward> ports(List<Forward> current) {
        if (newPorts) {
            return List.of();
        }
        return current.isEmpty() ? lastPorts : current;
    }
}
