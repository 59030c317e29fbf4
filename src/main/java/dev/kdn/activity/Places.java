/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.util.function.Supplier;

/// Finds the workspaces that programs run in.
public final class Places {
    private final Supplier<InstanceManager> manager;

    public Places(Supplier<InstanceManager> manager) {
        this.manager = manager;
    }

    /// The workspace of that reference, whose engine is being asked whether it runs.
    ///
    /// @throws EngineException if its runtime runs no programs
    StateQuestion ask(String reference) {
        Place known = of(manager.get().get(reference));
        known.programs().expect(known.id());
        return new StateQuestion(known, () -> isRunning(known));
    }

    /// The workspace, started unless it runs.
    Place running(StateQuestion question, StepLogger steps) {
        Place known = question.place();
        return question.answer()
                ? known
                : of(manager.get().start(known.instance().id(), steps));
    }

    /// The workspace of that reference, if it runs.
    ///
    /// @throws UnavailableException if it does not
    public Place alreadyRunning(String reference) {
        Place known = of(manager.get().get(reference));
        if (!isRunning(known)) {
            throw new UnavailableException(
                    "workspace " + known.instance().name() + " does not run",
                    "start it with 'kdn start " + known.instance().name() + "'");
        }
        return known;
    }

    /// The workspace, whose state is not asked for.
    public Place of(Instance instance) {
        WorkspaceRuntime runtime = manager.get().runtimeOf(instance);
        ProgramAccess programs = runtime.capabilities()
                .programs()
                .orElseThrow(() ->
                        new EngineException("runtime " + instance.runtime().type() + " does not run programs"));
        return new Place(instance, runtime, new TimedPrograms(programs));
    }

    /// Whether it runs now, by its engine.
    ///
    /// @throws NotFoundException if it is gone
    public boolean isRunning(Place place) {
        return state(place) == RuntimeState.RUNNING;
    }

    /// Its state now, by its engine.
    ///
    /// @throws NotFoundException if it is gone
    RuntimeState state(Place place) {
        return place.runtime().info(place.id()).state();
    }
}
