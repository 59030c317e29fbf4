/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/// Starts, stops and removes containers.
final class ContainerLifecycle {
    private final Storage storage;
    private final ContainerEngine engine;
    private final ContainerRecords records;

    ContainerLifecycle(Storage storage, ContainerEngine engine, ContainerRecords records) {
        this.storage = storage;
        this.engine = engine;
        this.records = records;
    }

    RuntimeInfo start(String id) {
        records.refuseMovedMounts(ContainerId.checked(id));
        try {
            engine.containers().start(id);
        } catch (EngineException failure) {
            throw busyPort(id, failure).orElse(failure);
        }
        RuntimeInfo started = engine.containers().inspectToUse(id).info();
        if (started.state() == RuntimeState.OUT_OF_MEMORY) {
            throw new EngineException(
                    "container " + id + " ended right after its start: it ran out of memory",
                    "give it more with '"
                            + MendingCommand.of(
                                    "kdn",
                                    "recreate",
                                    "--memory",
                                    "SIZE",
                                    engine.containers().workspaceName(id))
                            + "'");
        }
        if (started.state() != RuntimeState.RUNNING) {
            throw new EngineException(
                    "container " + id + " ended right after its start",
                    "see why with '" + engine.name() + " logs " + id + "'");
        }
        return started;
    }

    /// A port of this machine that is taken is the usual reason; whether it is can be tried.
    private Optional<KdnException> busyPort(String id, EngineException failure) {
        if (engine.isElsewhere()) {
            return Optional.empty();
        }
        for (Forward forward : engine.containers().inspect(id).forwards()) {
            if (isBusy(forward.port())) {
                ConflictException conflict = new ConflictException(
                        "port " + forward.port() + " on 127.0.0.1, which leads to port " + forward.target()
                                + " of the workspace, is in use by another program",
                        "end that program, or have another port chosen with '"
                                + MendingCommand.of(
                                        "kdn", "recreate", engine.containers().workspaceName(id), "--new-ports")
                                + "'");
                conflict.addSuppressed(failure);
                return Optional.of(conflict);
            }
        }
        return Optional.empty();
    }

    private static boolean isBusy(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /// Engines return when it has ended, so they are not asked again.
    RuntimeInfo stop(String id) {
        engine.containers().stop(ContainerId.checked(id));
        return new RuntimeInfo(id, RuntimeState.STOPPED, Map.of());
    }

    void remove(String id) {
        if (engine.containers().remove(ContainerId.checked(id)) == Removal.IN_USE) {
            throw running(id);
        }
        records.network(id).ifPresent(this::removeNetwork);
        records.forget(id);
    }

    private void removeNetwork(String network) {
        if (engine.networks().remove(network) == Removal.IN_USE) {
            removeOthersOf(network);
            if (engine.networks().remove(network) == Removal.IN_USE) {
                throw new EngineException(
                        "failed to remove network " + network + ": containers of somebody else are on it",
                        "see which with '" + engine.name() + " network inspect " + network + "', then try again");
            }
        }
    }

    /// The workspace goes, so its other containers do too: those that kdn never learnt of, or that somebody made with
    /// its labels.
    private void removeOthersOf(String network) {
        Optional<String> workspace = engine.networks().workspaceOf(network);
        if (workspace.isPresent()) {
            for (ListedContainer other : engine.containers().of(storage.ensureId(), workspace.get())) {
                engine.containers().forceRemove(other.id());
                records.forget(other.id());
            }
        }
    }

    private static ConflictException running(String id) {
        return new ConflictException(
                "container " + id + " is still running, stop it first", "run 'kdn stop', or remove with --force");
    }
}
