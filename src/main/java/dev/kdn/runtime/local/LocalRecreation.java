/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;

/// Puts new workspaces in the place of old ones.
record LocalRecreation(LocalInstances instances, LocalCreation creation, LocalHome home, LocalSecrets secrets)
        implements Recreation {
    private static final String BESIDE = "-new";

    @Override
    public void check(String id) {
        LocalInstance _ = instances.get(id);
    }

    @Override
    public void prepareStart(String oldId, CreateRequest request) {
        secrets.fetch(request.configuration());
    }

    /// A workspace that was made without a sandbox stays so.
    @Override
    public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
        LocalInstance old = instances.get(oldId);
        CreateRequest request = plan.request();
        return steps.step("Preparing new sandbox", "New sandbox prepared", () -> {
            LocalInstance made = creation.create(
                    request, request.name() + BESIDE, old.unsandboxed() || request.unsandboxed(), steps);
            try {
                home.carry(old, made, plan.carried());
            } catch (RuntimeException | Error failure) {
                boolean _ = Thread.interrupted();
                instances.delete(made.id());
                throw failure;
            }
            return made.info(LocalInstances.boot());
        });
    }

    @Override
    public RuntimeInfo keepOnly(String id, String workspaceId) {
        LocalInstance kept = instances.get(id); // nothing is removed in favour of what is not there
        for (LocalInstance other : instances.all()) {
            if (other.workspace().equals(workspaceId) && !other.id().equals(id)) {
                boolean _ = RunningPrograms.end(other.id());
                instances.delete(other.id());
            }
        }
        if (kept.name().endsWith(BESIDE)) {
            kept = kept.named(kept.name().substring(0, kept.name().length() - BESIDE.length()));
            instances.write(kept);
        }
        return kept.info(LocalInstances.boot());
    }
}
