/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.RefusedException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.util.ArrayList;
import java.util.List;

/// Tells whether podman can enforce limits: it ignores those whose cgroup controller it does not have, as rootless
/// podman does on cgroups v1 (podman-run(1), "--memory").
final class PodmanLimits implements LimitEnforcement {
    private final PodmanCli podman;

    PodmanLimits(PodmanCli podman) {
        this.podman = podman;
    }

    @Override
    public void check(ResourceLimits limits) {
        CommandResult info = podman.info();
        if (!info.succeeded()) {
            throw podman.unusable(info);
        }
        PodmanFacts facts = PodmanFacts.parse(info.stdout());
        List<String> ignored = new ArrayList<>();
        for (Kind kind : limits.texts().keySet()) {
            if (!facts.controlsGroups(controller(kind))) {
                ignored.add("--" + kind.word());
            }
        }
        if (!ignored.isEmpty()) {
            throw new RefusedException(
                    "podman would ignore " + String.join(", ", ignored) + ": it has no such control group here",
                    "leave the limit out, or use podman as root, or let your user have the control groups of cgroups"
                            + " v2");
        }
    }

    /// What the kernel calls it.
    private static String controller(Kind kind) {
        return switch (kind) {
            case MEMORY -> "memory";
            case CPUS -> "cpu";
            case PIDS -> "pids";
        };
    }
}
