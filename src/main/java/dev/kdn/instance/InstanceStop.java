/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;

/// Stops a workspace.
final class InstanceStop {
    private final Operations operations;

    InstanceStop(Collaborators with) {
        this.operations = new Operations(with);
    }

    Instance stop(String reference, StepLogger steps) {
        return operations.locked(reference, steps, (instance, lock) -> {
            RuntimeInfo info =
                    operations.runtimeOf(instance).stop(instance.runtime().instanceId(), steps);
            return operations.recordState(instance, info, instance.startedAt());
        });
    }
}
