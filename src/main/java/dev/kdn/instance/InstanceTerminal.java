/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;

/// Opens terminals. No lock is held while one is open.
final class InstanceTerminal {
    private final Collaborators with;

    InstanceTerminal(Collaborators with) {
        this.with = with;
    }

    int open(TerminalWish wish, StepLogger steps) {
        Instance instance = References.resolve(wish.reference(), with.store().read());
        WorkspaceRuntime runtime = new Operations(with).runtimeOf(instance);
        TerminalAccess terminal = runtime.capabilities()
                .terminal()
                .orElseThrow(() -> new EngineException(
                        "runtime " + instance.runtime().type() + " does not support terminal sessions"));
        if (state(runtime, instance) != RuntimeState.RUNNING) {
            new InstanceStart(with).start(instance.id(), false, steps);
        }
        return terminal.open(new TerminalAccess.Request(
                instance.runtime().instanceId(), instance.agent(), wish.command(), wish.tty(), wish.detachKeys()));
    }

    private RuntimeState state(WorkspaceRuntime runtime, Instance instance) {
        try {
            return runtime.info(instance.runtime().instanceId()).state();
        } catch (NotFoundException e) {
            throw new Operations(with).gone(instance, e);
        }
    }
}
