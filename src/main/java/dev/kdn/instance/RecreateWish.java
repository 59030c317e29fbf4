/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import java.util.Map;

/// The wish for a workspace to be made anew, as given on the command line.
///
/// @param newPorts choose the ports of this machine anew
/// @param force end what runs in it
/// @param discardState carry nothing of the agent's state over
/// @param trust accept what the project's own configuration asks of the host, and remember it
/// @param limits those that are to be others than before, as on the command line
public record RecreateWish(
        String reference,
        boolean newPorts,
        boolean force,
        boolean discardState,
        boolean trust,
        Map<ResourceLimits.Kind, String> limits,
        BuildOptions build) {
    public RecreateWish {
        limits = Map.copyOf(limits);
    }
}
