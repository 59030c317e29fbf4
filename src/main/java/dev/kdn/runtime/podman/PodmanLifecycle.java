/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/// Starts, stops and removes containers.
final class PodmanLifecycle {
    private static final String STOP_SECONDS = "2";
    // What podman exits with when a network that is to be removed is in use.
    private static final int IN_USE = 2;

    private final PodmanCli podman;
    private final PodmanInspection inspection;
    private final ReferencePods referencePods;
    private final ContainerRecords records;
    private final WorkspaceContainers containers;

    PodmanLifecycle(
            PodmanCli podman,
            PodmanInspection inspection,
            ReferencePods referencePods,
            ContainerRecords records,
            WorkspaceContainers containers) {
        this.podman = podman;
        this.inspection = inspection;
        this.referencePods = referencePods;
        this.records = records;
        this.containers = containers;
    }

    RuntimeInfo start(String id) {
        referencePods.refuse(PodmanInspection.checked(id), "start");
        records.refuseMovedMounts(id);
        CommandResult result = podman.call(PodmanCli.CHANGE, "start", id);
        // A container that somebody paused is not started but resumed.
        if (!result.succeeded() && !podman.call(PodmanCli.CHANGE, "unpause", id).succeeded()) {
            throw startFailure(id, result);
        }
        RuntimeInfo started = inspection.info(id);
        if (started.state() != RuntimeState.RUNNING) {
            throw new EngineException(
                    "container " + id + " ended right after its start", "see why with 'podman logs " + id + "'");
        }
        return started;
    }

    /// A port of this machine that is taken is the usual reason; whether it is can be tried.
    private KdnException startFailure(String id, CommandResult result) {
        KdnException failure = inspection.startFailure(id, result);
        if (failure instanceof EngineException) {
            for (Forward forward : inspection.view(id).forwards()) {
                if (isBusy(forward.port())) {
                    return new ConflictException(
                            "port " + forward.port() + " on 127.0.0.1, which leads to port " + forward.target()
                                    + " of the workspace, is in use by another program",
                            "end that program, or have another port chosen with '"
                                    + MendingCommand.of("kdn", "recreate", inspection.workspaceName(id), "--new-ports")
                                    + "'");
                }
            }
        }
        return failure;
    }

    private static boolean isBusy(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    RuntimeInfo stop(String id) {
        CommandResult result = stopCall(PodmanInspection.checked(id));
        if (result.succeeded() || !podman.containerExists(id)) {
            return new RuntimeInfo(id, RuntimeState.STOPPED, Map.of()); // podman returns when it has ended
        }
        // A paused container cannot be stopped before it runs again.
        boolean resumed = podman.call(PodmanCli.CHANGE, "unpause", id).succeeded();
        CommandResult second = resumed ? stopCall(id) : result;
        if (!second.succeeded()) {
            throw podman.failure("failed to stop podman container " + id, second);
        }
        return inspection.view(id).info();
    }

    private CommandResult stopCall(String id) {
        Optional<String> pod = referencePods.has(id) ? pod(id) : Optional.empty();
        return pod.isPresent()
                ? podman.call(PodmanCli.CHANGE, "pod", "stop", "-t", STOP_SECONDS, pod.get())
                : podman.call(PodmanCli.CHANGE, "stop", "-t", STOP_SECONDS, id);
    }

    void remove(String id) {
        if (referencePods.has(PodmanInspection.checked(id))) {
            removePod(id);
            return;
        }
        CommandResult result = podman.call(PodmanCli.CHANGE, "rm", "-v", id);
        switch (result.exitCode()) {
            case 0, 1 -> removeNetwork(id); // 1: the container is gone already
            case 2 -> throw running(id);
            default -> throw podman.failure("failed to remove podman container " + id, result);
        }
    }

    private void removeNetwork(String id) {
        Optional<String> network = records.network(id);
        if (network.isPresent()) {
            CommandResult result = networkRemoval(network.get());
            if (result.exitCode() == IN_USE) {
                removeOthersOf(network.get());
                result = networkRemoval(network.get());
            }
            if (result.exitCode() > 1) { // 1: it is gone already
                throw podman.failure("failed to remove network " + network.get(), result);
            }
        }
        records.forget(id);
    }

    private CommandResult networkRemoval(String network) {
        return podman.call(PodmanCli.CHANGE, "network", "rm", network);
    }

    /// The workspace goes, so its other containers do too: those that kdn never learnt of, or that somebody made with
    /// its labels.
    private void removeOthersOf(String network) {
        String label = "{{index .Labels \"" + PodmanLabels.WORKSPACE + "\"}}";
        CommandResult workspace = podman.call(PodmanCli.ASK, "network", "inspect", "--format", label, network);
        String workspaceId = workspace.stdout().strip();
        if (workspace.succeeded() && !workspaceId.isEmpty()) {
            for (WorkspaceContainers.Found other : containers.of(workspaceId)) {
                podman.call(PodmanCli.CHANGE, "rm", "-f", "-v", "-t", "0", other.id());
                records.forget(other.id());
            }
        }
    }

    private void removePod(String id) {
        if (podman.containerExists(id) && inspection.view(id).state() == RuntimeState.RUNNING) {
            throw running(id);
        }
        Optional<String> pod = referencePods.podName(id);
        if (pod.isPresent()
                && podman.call(PodmanCli.ASK, "pod", "exists", pod.get()).exitCode() != 1) {
            CommandResult result = podman.call(PodmanCli.CHANGE, "pod", "rm", "-f", "-t", STOP_SECONDS, pod.get());
            if (!result.succeeded()) {
                throw podman.failure("failed to remove pod " + pod.get(), result);
            }
        }
        referencePods.forget(id);
    }

    /// The name on record, or if that is lost the id that the container itself tells.
    private Optional<String> pod(String id) {
        return referencePods.podName(id).or(() -> {
            String pod = podman.call(PodmanCli.ASK, "inspect", "--type", "container", "--format", "{{.Pod}}", id)
                    .stdout()
                    .strip();
            return pod.isEmpty() ? Optional.empty() : Optional.of(pod);
        });
    }

    private static ConflictException running(String id) {
        return new ConflictException(
                "container " + id + " is still running, stop it first", "run 'kdn stop', or remove with --force");
    }
}
