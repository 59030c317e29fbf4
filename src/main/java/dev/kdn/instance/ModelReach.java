/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.ModelServer;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.ConnectionProbe;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.HomeAccess;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.Optional;
import java.util.OptionalInt;

/// Warns of a model server of this machine that the workspace does not reach, with what mends it: most of them listen
/// on the loopback address only, and the agent would but say that there is no connection.
final class ModelReach {
    private final Collaborators with;

    ModelReach(Collaborators with) {
        this.with = with;
    }

    /// The workspace is up already, so nothing that is wrong here may fail.
    ///
    /// @param instance a workspace that runs
    void check(Instance instance, WorkspaceRuntime runtime, StepLogger steps) {
        if (instance.model().isEmpty()) {
            return;
        }
        try {
            warning(instance, runtime.capabilities()).ifPresent(steps::warn);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException unknown) {
            steps.warn("cannot tell whether the workspace reaches its model: " + unknown.getMessage());
        }
    }

    private Optional<String> warning(Instance instance, RuntimeCapabilities offered) {
        Optional<HomeAccess> home = offered.home();
        Optional<ConnectionProbe> probe = offered.probe();
        boolean used = with.agents()
                .get()
                .find(instance.agent())
                .map(Agent::takesModel)
                .orElse(false);
        if (!used || home.isEmpty() || probe.isEmpty()) {
            return Optional.empty();
        }
        String host = home.get().hostName();
        OptionalInt port = ModelServer.portHere(instance.model().orElseThrow(), host);
        if (port.isEmpty() || !probe.get().isClosed(instance.runtime().instanceId(), host, port.getAsInt())) {
            return Optional.empty();
        }
        boolean here = offered.place()
                .map(EnginePlace::endpoint)
                .map(place -> place.local())
                .orElse(true);
        return Optional.of(sentence(host, port.getAsInt(), here));
    }

    private static String sentence(String host, int port, boolean here) {
        String what = "the model server " + host + ":" + port + " is not reachable from the workspace: ";
        return here
                ? what + "it has to run on this machine, and to listen on all addresses rather than the loopback alone"
                        + " (Ollama: OLLAMA_HOST=0.0.0.0)"
                : what + "it has to run on the engine's machine, and to listen on all addresses";
    }
}
