/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.RefusedException;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Tells whether the engine can enforce limits: it drops those that its kernel cannot, with no more than a warning.
final class DockerLimits implements LimitEnforcement {
    private final Supplier<DockerFacts> facts;

    DockerLimits(Supplier<DockerFacts> facts) {
        this.facts = facts;
    }

    @Override
    public void check(ResourceLimits limits) {
        DockerFacts known = facts.get();
        // Ordinary users have no control groups of version 1, and those of version 2 only by systemd.
        boolean none = known.isRootless()
                && (!known.get("CgroupVersion").equals("2")
                        || known.get("CgroupDriver").equals("none"));
        List<String> ignored = new ArrayList<>();
        if (limits.memoryBytes().isPresent()
                && (none || known.get("MemoryLimit").equals("false"))) {
            ignored.add("--memory");
        }
        if (limits.cpus().isPresent() && (none || known.get("CpuCfsQuota").equals("false"))) {
            ignored.add("--cpus");
        }
        if (limits.pids().isPresent() && none) {
            ignored.add("--pids");
        }
        if (!ignored.isEmpty()) {
            throw new RefusedException(
                    "docker would ignore " + String.join(", ", ignored) + ": it has no such control group here",
                    "leave the limit out, or use an engine that runs as root, or one with cgroups v2 and systemd");
        }
    }
}
