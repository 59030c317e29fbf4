/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;
import java.util.function.Function;

/// Puts fake instances in the place of others.
final class FakeRecreation implements Recreation {
    private static final String BESIDE = "-new";

    private final FakeFile file;
    private final Function<RecreatePlan, RuntimeInfo> maker;

    /// Recreation of the instances in that file.
    ///
    /// @param maker makes an instance under a name of its own
    FakeRecreation(FakeFile file, Function<RecreatePlan, RuntimeInfo> maker) {
        this.file = file;
        this.maker = maker;
    }

    static String nameBeside(String name) {
        return name + BESIDE;
    }

    @Override
    public void check(String id) {
        if (!file.read().byId().containsKey(id)) {
            throw new NotFoundException("runtime instance not found: " + id);
        }
    }

    @Override
    public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
        return steps.step("Creating new fake instance", "New fake instance created", () -> maker.apply(plan));
    }

    @Override
    public RuntimeInfo keepOnly(String id, String workspaceId) {
        return file.update(instances -> {
            FakeInstance kept = instances.byId().get(id);
            if (kept == null) {
                throw new NotFoundException("runtime instance not found: " + id);
            }
            instances
                    .byId()
                    .values()
                    .removeIf(other ->
                            other.workspace().equals(workspaceId) && !other.id().equals(id));
            String name = kept.name().endsWith(BESIDE)
                    ? kept.name().substring(0, kept.name().length() - BESIDE.length())
                    : kept.name();
            instances.byId().put(id, kept.named(name));
            return kept.named(name).toInfo();
        });
    }
}
