/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.container.UserMapping;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What an engine tells of itself. Engines leave members out, so each may be absent.
record DockerFacts(Info info, Version version) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static DockerFacts of(DockerConnection connection) {
        return of(connection, LIMIT);
    }

    /// @param limit of all together
    static DockerFacts of(DockerConnection connection, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        String what = "look at the engine";
        Info info = connection.ask(
                what, Patience.whole(limit), client -> client.infoCmd().exec());
        Duration rest = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        return new DockerFacts(
                info,
                connection.ask(
                        what,
                        Patience.whole(rest),
                        client -> client.versionCmd().exec()));
    }

    /// Whether it is podman behind docker's interface.
    boolean isPodman() {
        List<VersionComponent> components = Objects.requireNonNullElse(version.getComponents(), List.of());
        return components.stream()
                .anyMatch(component -> String.valueOf(component.getName()).startsWith("Podman"));
    }

    boolean isRootless() {
        return has("name=rootless");
    }

    private boolean has(String securityOption) {
        List<String> options = Objects.requireNonNullElse(info.getSecurityOptions(), List.of());
        return options.stream()
                .anyMatch(option -> List.of(option.split(",", -1)).contains(securityOption));
    }

    /// In the words of images, such as `linux/amd64`.
    String platform() {
        String machine = String.valueOf(info.getArchitecture());
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
