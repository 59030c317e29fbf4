/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.List;

/// Removes a workspace: first from its engine, then its record, then kdn's own files of it, so that a removal that was
/// broken off can be repeated.
final class InstanceRemoval {
    private static final String RUNNING = "workspace is running; stop it first or use --force";

    private final Collaborators with;
    private final Operations operations;

    InstanceRemoval(Collaborators with) {
        this.with = with;
        this.operations = new Operations(with);
    }

    Instance delete(String reference, boolean force, StepLogger steps) {
        return operations.lockedToRemove(reference, steps, (instance, lock) -> {
            Intent intent = Intent.of(Intent.Operation.REMOVE, instance, force);
            with.intents().carryOut(intent, () -> delete(instance, force, steps));
            lock.deleteFile();
            return instance;
        });
    }

    private boolean delete(Instance instance, boolean force, StepLogger steps) {
        if (Operations.hasRuntime(instance)) {
            removeFromRuntime(instance, force, steps);
        }
        with.store().remove(instance.id());
        new Metadata(with.storage()).delete(instance.id());
        with.occupants().get().forget(instance.id());
        return true;
    }

    private void removeFromRuntime(Instance instance, boolean force, StepLogger steps) {
        try {
            remove(runtimeOf(instance), instance, force, steps);
        } catch (UnavailableException e) {
            if (!force) {
                throw unreachable(instance, e);
            }
            steps.warn("the record of workspace " + instance.name() + " is dropped, but "
                    + instance.runtime().type() + " could not be asked to remove its instance "
                    + instance.runtime().instanceId() + ", which may remain: " + e.getMessage()
                    + "; once it can be reached, remove what remains with " + leftoverCommands(instance));
        }
    }

    private static String leftoverCommands(Instance instance) {
        String type = instance.runtime().type();
        String prune = "'kdn prune'";
        boolean hasOwn = type.equals("podman") || type.equals("docker");
        return hasOwn
                ? prune + ", or with '" + type + " rm -f " + instance.runtime().instanceId() + "'"
                : prune;
    }

    private WorkspaceRuntime runtimeOf(Instance instance) {
        try {
            return operations.runtimeOf(instance);
        } catch (NotFoundException unknownType) {
            throw new UnavailableException(unknownType.getMessage(), null, unknownType);
        }
    }

    private void remove(WorkspaceRuntime runtime, Instance instance, boolean force, StepLogger steps) {
        String id = instance.runtime().instanceId();
        if (force && instance.isRunning()) {
            operations.endOccupants(instance, steps);
            runtime.stop(id, steps);
        } else if (instance.isRunning() && reallyRuns(runtime, id)) {
            throw new ConflictException(RUNNING + lasting(instance), wayOut(instance)); // before a step begins
        }
        try {
            runtime.remove(id, steps); // refuses by itself when the instance really runs, whatever the record says
        } catch (ConflictException running) {
            if (!force) {
                throw new ConflictException(RUNNING, wayOut(instance), running);
            }
            runtime.stop(id, steps);
            runtime.remove(id, steps);
        }
    }

    private String lasting(Instance instance) {
        List<String> names = with.occupants().get().lasting(instance);
        return names.isEmpty() ? "" : "\nthese would end: " + String.join(", ", names);
    }

    private static boolean reallyRuns(WorkspaceRuntime runtime, String id) {
        try {
            return runtime.info(id).state() == RuntimeState.RUNNING;
        } catch (NotFoundException gone) {
            return false;
        }
    }

    private static String wayOut(Instance instance) {
        return "run 'kdn stop " + instance.name() + "' first, or 'kdn remove --force " + instance.name() + "'";
    }

    private static UnavailableException unreachable(Instance instance, KdnException cause) {
        return new UnavailableException(
                "cannot remove workspace " + instance.name() + ": " + cause.getMessage(),
                cause.hint().orElse("make the runtime available again")
                        + ", or drop only the record with 'kdn remove --force " + instance.name() + "'",
                cause);
    }
}
