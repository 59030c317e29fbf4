/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.RefusedException;
import dev.kdn.runtime.container.UserMapping;
import dev.kdn.storage.JsonValues;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an engine tells of itself. Engines leave members out, so each may be absent.
final class DockerFacts {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String WHAT = "look at the engine";

    private final JsonValues info;
    private final Supplier<JsonValues> version;
    private @Nullable Boolean podman;

    private DockerFacts(JsonValues info, Supplier<JsonValues> version) {
        this.info = info;
        this.version = version;
    }

    static DockerFacts of(DockerConnection connection) {
        return of(connection, LIMIT);
    }

    /// @param limit of all together
    static DockerFacts of(DockerConnection connection, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        JsonValues info = connection.look(WHAT, limit, "/info");
        Duration rest = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        return new DockerFacts(info, () -> connection.look(WHAT, rest, "/version"));
    }

    /// What the engine tells by that name; empty if it does not.
    String get(String name) {
        return info.get("/" + name);
    }

    /// Whether it is podman behind docker's interface. Few need to know, so the engine is asked when they do.
    boolean isPodman() {
        Boolean known = podman;
        if (known == null) {
            JsonValues parts = version.get();
            known = parts.elements("/Components", "Name")
                    .anyMatch(part -> parts.get(part + "/Name").startsWith("Podman"));
            podman = known;
        }
        return known;
    }

    boolean isRootless() {
        return has("name=rootless");
    }

    private boolean has(String securityOption) {
        return info.under("/SecurityOptions")
                .anyMatch(option -> List.of(option.split(",", -1)).contains(securityOption));
    }

    /// In the words of images, such as `linux/amd64`.
    String platform() {
        String machine = get("Architecture");
        return "linux/"
                + switch (machine) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> machine;
                };
    }

    /// See [dev.kdn.runtime.container.ContainerEngine#users()].
    UserMapping users() {
        if (has("name=userns")) {
            throw new RefusedException(
                    "this docker maps user ids (userns-remap), so workspaces could not write their sources",
                    "take userns-remap out of its daemon.json, or use rootless docker or podman");
        }
        if (!isRootless()) {
            return UserMapping.SAME_IDS;
        }
        return isPodman() ? UserMapping.KEPT_IDS : UserMapping.CALLER_IS_ROOT;
    }
}
