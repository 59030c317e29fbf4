/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.Optional;

/// Starts a workspace.
final class InstanceStart {
    private final Collaborators with;
    private final Operations operations;

    InstanceStart(Collaborators with) {
        this.with = with;
        this.operations = new Operations(with);
    }

    /// @param accept see [StartCheck#check]
    Instance start(String reference, boolean accept, StepLogger steps) {
        return operations.locked(reference, steps, (instance, lock) -> startLocked(instance, accept, steps));
    }

    /// Starts it under the workspace's lock, which the caller holds.
    Instance startLocked(Instance instance, boolean accept, StepLogger steps) {
        with.occupants().get().sweep(instance.id());
        WorkspaceRuntime runtime = operations.runtimeOf(instance);
        String id = instance.runtime().instanceId();
        Optional<RuntimeInfo> running = instance.isRunning() ? runningNow(runtime, id) : Optional.empty();
        if (running.isPresent()) {
            runtime.capabilities().terminal().ifPresent(terminal -> terminal.makeReady(id));
            return operations.recordState(instance, running.get(), instance.startedAt());
        }
        Optional<String> drift = new StartCheck(with).check(instance, accept);
        Intent intent = Intent.of(Intent.Operation.START, instance, false);
        Instance started = with.intents().carryOut(intent, () -> startAndRecord(runtime, instance, steps));
        drift.ifPresent(steps::warn);
        new ModelReach(with).check(started, runtime, steps);
        return started;
    }

    private Instance startAndRecord(WorkspaceRuntime runtime, Instance instance, StepLogger steps) {
        String id = instance.runtime().instanceId();
        new AgentSetup(with)
                .refresh(instance, runtime, () -> runningNow(runtime, id).isPresent(), steps);
        RuntimeInfo info = startIn(runtime, instance, steps);
        try {
            return operations.recordState(instance, info, Optional.empty());
        } catch (RuntimeException | Error failure) {
            Undo.after(failure, () -> runtime.stop(id, steps));
            throw failure;
        }
    }

    private RuntimeInfo startIn(WorkspaceRuntime runtime, Instance instance, StepLogger steps) {
        String id = instance.runtime().instanceId();
        try {
            return runtime.start(id, steps);
        } catch (NotFoundException e) {
            throw operations.gone(instance, e);
        } catch (CancelledException | TimedOutException e) {
            Undo.after(e, () -> runtime.stop(id, steps)); // how far the engine came, nobody knows
            throw e;
        }
    }

    /// What the engine says of an instance that is recorded as running, if it is.
    private static Optional<RuntimeInfo> runningNow(WorkspaceRuntime runtime, String id) {
        try {
            return Optional.of(runtime.info(id)).filter(info -> info.state() == RuntimeState.RUNNING);
        } catch (NotFoundException gone) {
            return Optional.empty(); // starting it tells why
        }
    }
}
