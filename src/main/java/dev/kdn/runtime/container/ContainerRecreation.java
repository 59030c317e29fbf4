/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.KdnException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Puts new containers in the place of old ones. The new one has another name until the old one is gone; both carry the
/// workspace's label, and share its network.
final class ContainerRecreation implements Recreation {
    private final Storage storage;
    private final ContainerEngine engine;
    private final ContainerRecords records;
    private final Supplier<ContainerCreation> creation;
    private final ContainerSecrets secrets;

    ContainerRecreation(
            Storage storage,
            ContainerEngine engine,
            ContainerRecords records,
            Supplier<ContainerCreation> creation,
            ContainerSecrets secrets) {
        this.secrets = secrets;
        this.storage = storage;
        this.engine = engine;
        this.records = records;
        this.creation = creation;
    }

    @Override
    public void check(String id) {
        String _ = ContainerId.checked(id);
    }

    @Override
    public void prepareStart(String oldId, CreateRequest request) {
        secrets.fetch(ContainerId.checked(oldId), request.configuration());
    }

    @Override
    public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
        ContainerView old = engine.containers().inspect(ContainerId.checked(oldId));
        Predecessor predecessor = Predecessor.of(oldId, plan.ports(old.forwards()));
        RuntimeInfo made = creation.get().create(plan.request(), predecessor, steps);
        StateCarrier carrier = new StateCarrier(engine);
        try {
            steps.step(
                    "Carrying over the agent's state",
                    "Agent's state carried over",
                    () -> carrier.carry(oldId, made.id(), plan.carried()));
        } catch (KdnException failure) {
            boolean _ = Thread.interrupted();
            removeContainer(made.id(), failure);
            throw failure;
        }
        return made;
    }

    private void removeContainer(String id, KdnException failure) {
        try {
            engine.containers().forceRemove(id);
            records.forget(id);
        } catch (KdnException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public RuntimeInfo keepOnly(String id, String workspaceId) {
        List<ListedContainer> all = engine.containers().of(storage.ensureId(), workspaceId);
        ListedContainer kept = all.stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ContainerId.gone(id)); // nothing is removed in favour of what is not there
        for (ListedContainer found : all) {
            if (!found.equals(kept)) {
                // Its record goes first: kdn may be killed in between, and then only a container is still found by its
                // label.
                records.forget(found.id());
                engine.containers().forceRemove(found.id());
            }
        }
        String name = kept.name();
        String wished = kept.workspaceName();
        removeUnusedNetwork(id, workspaceId);
        if (name.equals(Predecessor.beside(WorkspaceContainer.otherName(wished, workspaceId)))) {
            name = rename(id, name, wished, workspaceId);
        }
        RuntimeInfo info = engine.containers().inspect(id).info();
        Map<String, String> facts = new HashMap<>(info.facts());
        facts.put("container", name);
        return new RuntimeInfo(id, info.state(), info.info(), facts);
    }

    /// The network of the old container, if the new one is on none; it is not removed when it is in use.
    private void removeUnusedNetwork(String id, String workspaceId) {
        if (records.network(id).isEmpty()) {
            engine.networks().remove(WorkspaceContainer.network(workspaceId));
        }
    }

    private String rename(String id, String now, String wished, String workspaceId) {
        String name = WorkspaceContainer.name(wished, workspaceId);
        for (String candidate : List.of(name, WorkspaceContainer.otherName(wished, workspaceId))) {
            if (engine.containers().rename(id, candidate)) {
                return candidate;
            }
        }
        return now; // it works under this name too
    }
}
