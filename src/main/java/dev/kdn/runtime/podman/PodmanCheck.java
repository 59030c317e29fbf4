/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.CommandResult;
import dev.kdn.process.Programs;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.container.ContainerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks podman how it is.
final class PodmanCheck implements EngineCheck {
    private static final int MAX_INFO_BYTES = 1 << 20;

    private final PodmanCli podman;
    private final PodmanTroubles troubles;
    private final PodmanConnections connections;
    private final Map<String, String> environment;

    /// @param environment that podman is called with
    PodmanCheck(PodmanCli podman, PodmanTroubles troubles, Map<String, String> environment) {
        this.podman = podman;
        this.troubles = troubles;
        this.connections = new PodmanConnections(podman, environment);
        this.environment = environment;
    }

    static PodmanCheck of(PodmanCli podman, ContainerHost host) {
        PodmanTroubles troubles = new PodmanTroubles(Path.of("/"), host.environment(), host.uid());
        return new PodmanCheck(podman, troubles, host.environment());
    }

    @Override
    public EngineStatus check(Duration limit) {
        Optional<Endpoint> chosen = connections.chosen();
        Duration patience = limit.minus(PodmanConnections.LIMIT);
        try {
            CommandResult info = podman.call(patience, List.of("info", "--format", "json"), MAX_INFO_BYTES);
            if (!info.succeeded()) {
                return EngineStatus.silent(chosen.or(this::program), podman.unusable(info));
            }
            return status(chosen, PodmanFacts.parse(info.stdout()));
        } catch (TimedOutException e) {
            return EngineStatus.silent(
                    chosen.or(this::program),
                    "podman does not answer: 'podman info' was ended after " + patience.toMillis() / 1000.0 + " s",
                    troubles.ofSilentPodman()
                            .map(PodmanTroubles.Trouble::remedy)
                            .orElse("see what it waits for with 'podman --log-level=debug info'"));
        } catch (UnavailableException e) {
            return EngineStatus.silent(chosen.or(this::program), e);
        }
    }

    private EngineStatus status(Optional<Endpoint> chosen, PodmanFacts facts) {
        Optional<Endpoint> endpoint = facts.isRemote() ? chosen.or(connections::standard) : program();
        if (facts.version().isEmpty()) {
            return EngineStatus.silent(
                    endpoint, "podman answered what kdn does not understand", "see what 'podman info' prints");
        }
        Engine engine = new Engine(
                facts.version(), Optional.of(facts.isRootless()), facts.values().get("/store/graphDriverName"));
        Optional<Trouble> trouble =
                troubles.of(facts).map(found -> new Trouble(found.reason(), Optional.of(found.remedy())));
        return new EngineStatus(endpoint, Optional.of(engine), trouble);
    }

    /// podman on this machine has no address but its program's.
    private Optional<Endpoint> program() {
        return new Programs(environment).find("podman").map(file -> new Endpoint(file.toString(), "PATH", true));
    }
}
