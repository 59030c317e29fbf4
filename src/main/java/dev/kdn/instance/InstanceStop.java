/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.NotFoundException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;

/// Stops a workspace.
final class InstanceStop {
    private final Collaborators with;
    private final Operations operations;

    InstanceStop(Collaborators with) {
        this.with = with;
        this.operations = new Operations(with);
    }

    Instance stop(String reference, StepLogger steps) {
        return operations.locked(reference, steps, (instance, lock) -> {
            WorkspaceRuntime runtime = operations.runtimeOf(instance);
            if (!instance.isRunning() && isStopped(runtime, instance)) {
                steps.step(
                        "Stopping " + instance.name(),
                        "Workspace " + instance.name() + " was stopped already",
                        () -> {});
                return instance;
            }
            Intent intent = Intent.of(Intent.Operation.STOP, instance, false);
            return with.intents().carryOut(intent, () -> {
                operations.endOccupants(instance, steps);
                RuntimeInfo info = runtime.stop(instance.runtime().instanceId(), steps);
                return operations.recordState(instance, info, instance.startedAt());
            });
        });
    }

    /// The record may be wrong, so the engine is asked, too.
    private static boolean isStopped(WorkspaceRuntime runtime, Instance instance) {
        try {
            return instance.state() == RuntimeState.STOPPED
                    && runtime.info(instance.runtime().instanceId()).state() == RuntimeState.STOPPED;
        } catch (NotFoundException gone) {
            return false;
        }
    }
}
