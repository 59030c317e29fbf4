/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.KdnException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Puts new containers in the place of old ones. The new one has another name until the old one is gone; both carry the
/// workspace's label, and share its network.
final class PodmanRecreation implements Recreation {
    private final Storage storage;
    private final PodmanCli podman;
    private final PodmanInspection inspection;
    private final ContainerRecords records;
    private final ReferencePods referencePods;
    private final Function<RecreatePlan, PodmanCreation> creations;

    PodmanRecreation(
            Storage storage,
            PodmanCli podman,
            PodmanInspection inspection,
            ContainerRecords records,
            ReferencePods referencePods,
            Function<RecreatePlan, PodmanCreation> creations) {
        this.storage = storage;
        this.podman = podman;
        this.inspection = inspection;
        this.records = records;
        this.referencePods = referencePods;
        this.creations = creations;
    }

    @Override
    public void check(String id) {
        referencePods.refuseRecreation(PodmanInspection.checked(id));
    }

    @Override
    public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
        ContainerView old = inspection.view(oldId);
        Predecessor predecessor = Predecessor.of(oldId, plan.newPorts() ? List.of() : old.forwards());
        RuntimeInfo made = creations.apply(plan).create(plan.request(), predecessor, steps);
        StateCarrier carrier = new StateCarrier(podman, inspection);
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
            podman.call(PodmanCli.CHANGE, "rm", "-f", "-v", "-t", "0", id);
            records.forget(id);
        } catch (KdnException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public RuntimeInfo keepOnly(String id, String workspaceId) {
        WorkspaceContainers containers = new WorkspaceContainers(storage, podman);
        List<WorkspaceContainers.Found> all = containers.of(workspaceId);
        WorkspaceContainers.Found kept = all.stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PodmanInspection.gone(id)); // nothing is removed in favour of what is not there
        for (WorkspaceContainers.Found found : all) {
            if (!found.equals(kept)) {
                remove(found.id(), workspaceId);
            }
        }
        String name = kept.name();
        String wished = kept.workspaceName();
        removeUnusedNetwork(id, workspaceId);
        if (name.equals(Predecessor.beside(WorkspaceContainer.otherName(wished, workspaceId)))) {
            name = rename(id, name, wished, workspaceId);
        }
        RuntimeInfo info = inspection.view(id).info();
        Map<String, String> facts = new HashMap<>(info.facts());
        facts.put("container", name);
        return new RuntimeInfo(id, info.state(), info.info(), facts);
    }

    /// Its record goes first: kdn may be killed in between, and then only a container is still found by its label.
    private void remove(String id, String workspaceId) {
        records.forget(id);
        CommandResult result = podman.call(PodmanCli.CHANGE, "rm", "-f", "-v", "-t", "0", id);
        if (result.exitCode() > 1) {
            throw podman.failure("failed to remove container " + id + " of workspace " + workspaceId, result);
        }
    }

    /// The network of the old container, if the new one is on none; podman refuses to remove one that is in use.
    private void removeUnusedNetwork(String id, String workspaceId) {
        if (records.network(id).isEmpty()) {
            podman.call(PodmanCli.CHANGE, "network", "rm", WorkspaceContainer.network(workspaceId));
        }
    }

    private String rename(String id, String now, String wished, String workspaceId) {
        String name = WorkspaceContainer.name(wished, workspaceId);
        for (String candidate : List.of(name, WorkspaceContainer.otherName(wished, workspaceId))) {
            if (podman.call(PodmanCli.CHANGE, "rename", id, candidate).succeeded()) {
                return candidate;
            }
        }
        return now; // it works under this name too
    }
}
