/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.EngineStatus.Endpoint;
import java.util.Optional;

/// Tells which podman the user has chosen: that of this machine, or one that a variable leads to. A default connection
/// is not asked for: a podman that obeys it has no engine of its own, and works in a machine on this one nearly always.
record PodmanPlace(PodmanConnections connections) implements EnginePlace {
    private static final Endpoint HERE = new Endpoint("local", "default", true);

    @Override
    public Endpoint endpoint() {
        return chosen().orElse(HERE);
    }

    /// Empty if podman works here.
    Optional<Endpoint> chosen() {
        return connections.chosen();
    }

    @Override
    public String wayTo(Endpoint other) {
        if (other.address().equals(HERE.address())) {
            return "go back to it: unset CONTAINER_HOST and CONTAINER_CONNECTION";
        }
        String named = PodmanConnections.BY_NAME + " ";
        return "go back to it: run kdn with "
                + (other.source().startsWith(named)
                        ? PodmanConnections.BY_NAME + "=" + other.source().substring(named.length())
                        : "CONTAINER_HOST=" + other.address());
    }
}
