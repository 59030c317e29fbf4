/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
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
            Intent intent = Intent.of(Intent.Operation.STOP, instance, false);
            return with.intents().carryOut(intent, () -> {
                RuntimeInfo info = runtime.stop(instance.runtime().instanceId(), steps);
                return operations.recordState(instance, info, instance.startedAt());
            });
        });
    }
}
