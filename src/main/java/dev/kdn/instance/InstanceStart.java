/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.NotFoundException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Starts a workspace.
final class InstanceStart {
    private final Operations operations;

    InstanceStart(Collaborators with) {
        this.operations = new Operations(with);
    }

    Instance start(String reference, StepLogger steps) {
        return operations.locked(reference, (instance, lock) -> startLocked(instance, steps));
    }

    private Instance startLocked(Instance instance, StepLogger steps) {
        WorkspaceRuntime runtime = operations.runtimeOf(instance);
        String id = instance.runtime().instanceId();
        boolean running = instance.isRunning() && isReallyRunning(runtime, id);
        RuntimeInfo info = startIn(runtime, instance, steps);
        Optional<OffsetDateTime> started = running ? instance.startedAt() : Optional.empty();
        try {
            return operations.recordState(instance, info, started);
        } catch (RuntimeException | Error failure) {
            if (!running) {
                Undo.after(failure, () -> runtime.stop(id, steps));
            }
            throw failure;
        }
    }

    private static RuntimeInfo startIn(WorkspaceRuntime runtime, Instance instance, StepLogger steps) {
        try {
            return runtime.start(instance.runtime().instanceId(), steps);
        } catch (NotFoundException e) {
            throw Operations.gone(instance, e);
        }
    }

    private static boolean isReallyRunning(WorkspaceRuntime runtime, String id) {
        try {
            return runtime.info(id).state() == RuntimeState.RUNNING;
        } catch (NotFoundException gone) {
            return false; // starting it tells why
        }
    }
}
