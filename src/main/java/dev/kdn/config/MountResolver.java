/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns the mounts of a configuration into paths of this machine and of the workspace. Links are followed once, so
/// that
/// what is judged with a resolver is what it has mounted, however often somebody turns them meanwhile.
public final class MountResolver {
    /// Where the sources are inside a workspace.
    public static final String SOURCES = "/workspace/sources";
    /// The home folder inside a workspace.
    public static final String HOME = "/home/agent";

    private final Path sources;
    private final Path home;
    private final Map<String, Followed> followed = new HashMap<>();

    /// @param sources real folder of the workspace's sources on this machine
    /// @param home the user's home folder on this machine
    public MountResolver(Path sources, Path home) {
        this.sources = sources;
        this.home = home;
    }

    /// A mount with nothing left to expand.
    ///
    /// @param host absolute, without `..`
    /// @param target absolute path inside, without `..`
    public record ResolvedMount(Path host, String target, boolean readOnly) {}

    /// The mounts in their order.
    ///
    /// @throws ConfigurationException if a host path does not exist
    public List<ResolvedMount> resolve(List<Mount> mounts) {
        List<ResolvedMount> resolved = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            Mount mount = mounts.get(i);
            Path host = host(mount.host());
            if (!Files.exists(host)) {
                throw new ConfigurationException(
                        "mount host does not exist: " + host + " (index " + i + ")",
                        "create it, or take the mount out of the configuration");
            }
            resolved.add(new ResolvedMount(host, target(mount.target()), mount.readOnly()));
        }
        return resolved;
    }

    /// The mounts with the real paths of this machine that they lead to now: what is judged and mounted from here on.
    ///
    /// @throws ConfigurationException if a path cannot be part of a configuration
    public List<Mount> pinned(List<Mount> mounts) {
        return mounts.stream()
                .map(mount -> new Mount(realHost(mount.host()).toString(), mount.readOnly(), mount.target()))
                .toList();
    }

    /// The configuration with the real paths of its mounts and skills.
    public WorkspaceConfiguration pinned(WorkspaceConfiguration configuration) {
        return configuration
                .withMounts(pinned(configuration.mounts()))
                .withSkills(configuration.skills().stream()
                        .map(skill -> realHost(skill).toString())
                        .toList());
    }

    Path sources() {
        return sources;
    }

    /// The host path, tidied up by its text as the reference does; the result is what is mounted and what is judged.
    Path host(String text) {
        Path path = text.startsWith("$SOURCES")
                ? Path.of(sources + "/" + text.substring("$SOURCES".length()))
                : text.startsWith("$HOME") ? Path.of(home + "/" + text.substring("$HOME".length())) : Path.of(text);
        return path.normalize();
    }

    /// Where the host path really leads, for deciding what it reaches; what does not exist of it is only tidied up.
    Path realHost(String text) {
        return followed(text).real();
    }

    /// As [#realHost(String)], and by which links.
    Followed followed(String text) {
        return followed.computeIfAbsent(text, unknown -> Followed.of(host(unknown)));
    }

    /// The absolute path inside a workspace, tidied up.
    public static String target(String text) {
        String path = text.startsWith("$SOURCES")
                ? SOURCES + "/" + text.substring("$SOURCES".length())
                : text.startsWith("$HOME") ? HOME + "/" + text.substring("$HOME".length()) : text;
        return Path.of(path).normalize().toString();
    }
}
