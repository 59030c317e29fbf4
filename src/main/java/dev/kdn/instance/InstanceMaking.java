/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.instance.InstanceCreation.Plan;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.step.StepLogger;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes the workspace of a plan and registers it, or leaves nothing behind.
final class InstanceMaking {
    /// Facts of a workspace, see [Metadata].
    static final String CREATED_BY = "created_by";

    static final String NETWORK_MODE = "network_mode";
    static final String OFFLINE = "deny";

    private final Collaborators with;
    private final Plan plan;
    private final Reservation reservation;

    InstanceMaking(Collaborators with, Plan plan, Reservation reservation) {
        this.with = with;
        this.plan = plan;
        this.reservation = reservation;
    }

    Instance make(StepLogger steps) {
        RuntimeInfo made = plan.runtime().create(request(plan, reservation.id(), reservation.name()), steps);
        try {
            if (Thread.interrupted()) { // files are written whatever comes, so nothing else would notice
                throw new CancelledException("cancelled before the workspace was registered");
            }
            if (made.state() != RuntimeState.STOPPED) {
                throw new EngineException("runtime \"" + plan.wish().runtime()
                        + "\" returned invalid state: \"" + made.state().text()
                        + "\" (a new instance must be stopped)");
            }
            Instance instance = instance(made);
            new AgentSetup(with).apply(plan, instance, Optional.empty(), steps);
            new Metadata(with.storage()).merge(instance.id(), facts(plan, made, with.version()));
            with.store().add(instance, reservation::checkStillFree);
            return instance;
        } catch (RuntimeException | Error failure) {
            Undo.after(failure, () -> remove(made, steps));
            Undo.after(failure, () -> new Metadata(with.storage()).delete(reservation.id()));
            throw failure;
        }
    }

    private void remove(RuntimeInfo made, StepLogger steps) {
        if (made.state() != RuntimeState.STOPPED) {
            plan.runtime().stop(made.id(), steps);
        }
        plan.runtime().remove(made.id(), steps);
    }

    /// What the plan asks the runtime for.
    static CreateRequest request(Plan plan, String id, String name) {
        return new CreateRequest(
                id,
                name,
                plan.sources(),
                plan.configuration(),
                plan.agent().name(),
                plan.agent().defaultPorts(),
                plan.extraMounts(),
                plan.project(),
                model(plan),
                plan.wish().limits(),
                plan.wish().build(),
                plan.wish().sourcesOnEngine(),
                plan.wish().unsandboxed());
    }

    private Instance instance(RuntimeInfo made) {
        return new Instance(
                reservation.id(),
                reservation.name(),
                plan.sources(),
                plan.configurationFolder(),
                new RuntimeRecord(plan.runtime().description().type(), made.id(), made.state(), made.info()),
                plan.project(),
                plan.agent().name(),
                model(plan),
                OffsetDateTime.now(with.clock()),
                Optional.empty(),
                Map.of());
    }

    private static Optional<String> model(Plan plan) {
        return plan.wish().model().filter(model -> !model.isEmpty());
    }

    /// Whether the workspace of these facts has no network; earlier builds said `none`.
    static boolean isOffline(Map<String, String> facts) {
        String mode = facts.getOrDefault(NETWORK_MODE, "");
        return mode.equals(OFFLINE) || mode.equals("none");
    }

    /// What was decided when the workspace was made, then what the runtime tells.
    static Map<String, String> facts(Plan plan, RuntimeInfo made, String version) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(CREATED_BY, "kdn " + version);
        facts.put(NETWORK_MODE, plan.configuration().network().isDenied() ? OFFLINE : "allow");
        facts.putAll(plan.configurationFacts());
        facts.put("trust", plan.trust());
        facts.putAll(LimitFacts.of(plan.wish().limits()));
        facts.putAll(EngineFacts.of(plan.runtime()));
        facts.putAll(ExposedSecrets.facts(plan.wish().exposedSecrets()));
        facts.putAll(EngineSources.facts(plan.wish().sourcesOnEngine()));
        facts.putAll(made.facts());
        return facts;
    }
}
