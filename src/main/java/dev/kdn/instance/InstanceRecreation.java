/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.instance.InstanceCreation.Plan;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.instance.OwnConfiguration.InForce;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the instance of a workspace anew. The new one is complete before the record names it, and the old one goes
/// only after that: at any moment the record names an instance that is whole, and what it does not name can go.
final class InstanceRecreation {
    // What people leave in a home folder themselves, whatever the agent.
    private static final List<String> COMMON_STATE = List.of("~/.bash_history", "~/.gitconfig");

    private final Collaborators with;
    private final Operations operations;

    InstanceRecreation(Collaborators with) {
        this.with = with;
        this.operations = new Operations(with);
    }

    Instance recreate(RecreateWish wish, TrustPrompt prompt, StepLogger steps) {
        return operations.locked(wish.reference(), steps, (instance, lock) -> {
            WorkspaceRuntime runtime = operations.runtimeOf(instance);
            Recreation recreation = runtime.capabilities()
                    .recreation()
                    .orElseThrow(() -> new EngineException(
                            "runtime " + instance.runtime().type() + " cannot recreate workspaces"));
            check(recreation, instance);
            boolean running = isRunning(runtime, instance);
            if (running && !wish.force()) {
                throw new ConflictException(
                        "workspace is running; stop it first or use --force",
                        "run '" + MendingCommand.of("kdn", "stop", instance.name()) + "' first, or '"
                                + MendingCommand.of("kdn", "recreate", "--force", instance.name())
                                + "', which ends what runs in it and starts it again");
            }
            Map<String, String> facts = new Metadata(with.storage()).facts(instance.id());
            refuseMovedSources(instance, facts);
            Metadata metadata = new Metadata(with.storage());
            InForce inForce = new InForce(
                    metadata.ownConfiguration(instance.id()),
                    InstanceMaking.isOffline(facts),
                    Optional.of(metadata.userMounts(instance.id())));
            Plan plan = new InstanceCreation(with).plan(newInstance(instance, wish, facts), inForce, prompt, steps);
            refuseMovedSources(instance, facts); // asking takes time, in which an agent can do much
            Intent intent = Intent.of(Intent.Operation.RECREATE, instance, wish.force());
            Instance anew = with.intents().carryOut(intent, () -> replace(instance, plan, recreation, wish, steps));
            return running ? new InstanceStart(with).startLocked(anew, false, steps) : anew;
        });
    }

    /// What this kdn records is a real path. An agent may have put a link in its place, or in that of a folder above.
    private static void refuseMovedSources(Instance instance, Map<String, String> facts) {
        Path now = SourcesCheck.realFolder(instance.source());
        if (facts.containsKey(InstanceMaking.CREATED_BY) && !now.equals(instance.source())) {
            throw new RefusedException(
                    "sources folder leads somewhere else now: " + instance.source() + " is a link to " + now,
                    "put the folder back, or remove the workspace and init it again");
        }
    }

    private Instance replace(Instance instance, Plan plan, Recreation recreation, RecreateWish wish, StepLogger steps) {
        WorkspaceRuntime runtime = plan.runtime();
        String oldId = instance.runtime().instanceId();
        boolean running = isRunning(runtime, instance);
        RecreatePlan wanted = new RecreatePlan(
                InstanceMaking.request(plan, instance.id(), instance.name()),
                wish.discardState() ? List.of() : carried(plan),
                wish.newPorts(),
                instance.forwards());
        if (running) {
            recreation.prepareStart(oldId, wanted.request());
        }
        try {
            if (running) {
                operations.endOccupants(instance, steps);
                runtime.stop(oldId, steps);
            }
            RuntimeInfo made = recreation.beside(oldId, wanted, steps);
            setUp(instance, made, plan, wish, steps);
            Instance changed = record(instance, made, plan);
            finish(changed, recreation, steps);
            return with.store().find(instance.id()).orElse(changed);
        } catch (RuntimeException | Error failure) {
            Undo.after(failure, () -> undo(instance, recreation, running, runtime, steps));
            throw failure;
        }
    }

    private static List<String> carried(Plan plan) {
        List<String> carried = new ArrayList<>(plan.agent().statePaths());
        carried.addAll(COMMON_STATE);
        return carried;
    }

    /// As the new instance is, so the agent's settings are those of now; what the agent has added stays.
    private void setUp(Instance instance, RuntimeInfo made, Plan plan, RecreateWish wish, StepLogger steps) {
        Optional<String> previous = Optional.of(instance.runtime().instanceId()).filter(old -> !wish.discardState());
        Instance anew = instance.withRuntime(runtimeRecord(instance, made), Optional.empty());
        new AgentSetup(with).apply(plan, anew, previous, steps);
    }

    private static RuntimeRecord runtimeRecord(Instance instance, RuntimeInfo made) {
        return new RuntimeRecord(instance.runtime().type(), made.id(), made.state(), made.info());
    }

    private Instance record(Instance instance, RuntimeInfo made, Plan plan) {
        RuntimeRecord record = runtimeRecord(instance, made);
        Metadata metadata = new Metadata(with.storage());
        metadata.prepare(instance.id(), made.id(), InstanceMaking.facts(plan, made, with.version()));
        Instance changed = with.store().change(instance.id(), now -> now.withRuntime(record, Optional.empty()));
        metadata.adopt(instance.id(), made.id());
        return changed;
    }

    private void finish(Instance changed, Recreation recreation, StepLogger steps) {
        steps.step("Removing old container", "Old container removed", () -> {
            RuntimeInfo kept = recreation.keepOnly(changed.runtime().instanceId(), changed.id());
            new Metadata(with.storage()).merge(changed.id(), kept.facts());
            new AppliedSettings(with.storage(), changed.id())
                    .keepOnly(changed.runtime().instanceId());
        });
    }

    /// Whatever the record names stays: the new instance if it was there already, else the old one as it was.
    private void undo(
            Instance before, Recreation recreation, boolean running, WorkspaceRuntime runtime, StepLogger steps) {
        String kept = with.store()
                .find(before.id())
                .map(instance -> instance.runtime().instanceId())
                .orElse(before.runtime().instanceId());
        new Metadata(with.storage()).adopt(before.id(), kept);
        recreation.keepOnly(kept, before.id());
        if (running && kept.equals(before.runtime().instanceId())) {
            runtime.start(kept, steps.quiet());
        }
    }

    private void check(Recreation recreation, Instance instance) {
        try {
            recreation.check(instance.runtime().instanceId());
        } catch (NotFoundException gone) {
            throw operations.gone(instance, gone);
        }
    }

    private boolean isRunning(WorkspaceRuntime runtime, Instance instance) {
        try {
            return runtime.info(instance.runtime().instanceId()).state() == RuntimeState.RUNNING;
        } catch (NotFoundException gone) {
            throw operations.gone(instance, gone);
        }
    }

    private static NewInstance newInstance(Instance instance, RecreateWish wish, Map<String, String> facts) {
        boolean own = instance.configuration().equals(instance.source().resolve(".kaiden"));
        return new NewInstance(
                instance.source(),
                own ? Optional.empty() : Optional.of(instance.configuration()),
                Optional.of(instance.name()),
                instance.runtime().type(),
                Optional.of(instance.project()),
                instance.agent(),
                instance.model(),
                true,
                wish.trust(),
                LimitFacts.changed(instance.name(), facts, wish.limits()),
                wish.build(),
                EngineSources.of(facts),
                ExposedSecrets.of(facts));
    }
}
