/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Finds out what a project's own configuration asks of this machine, so that its owner can be asked first.
public final class TrustRules {
    /// The wish of a workspace that has no network.
    public static final String NETWORK = "give the workspace the network, which it was made without";

    private TrustRules() {}

    /// What needs trust, one readable line each; empty when the configuration stays within the sources.
    ///
    /// @param configuration with real paths, in which links are not followed: one may be there now where none was
    /// @param sources real path
    public static List<String> wishes(WorkspaceConfiguration configuration, Path sources) {
        List<String> wishes = new ArrayList<>();
        for (Mount mount : configuration.mounts()) {
            Path host = Path.of(mount.host());
            if (!host.startsWith(sources)) {
                wishes.add("mount " + shown(host) + (mount.readOnly() ? " (read-only)" : " (read and write)") + " at "
                        + shown(MountResolver.target(mount.target())));
            }
        }
        for (Variable variable : configuration.environment()) {
            variable.secret()
                    .ifPresent(secret -> wishes.add(
                            "give the secret \"" + shown(secret) + "\" to the workspace as " + variable.name()));
        }
        for (String secret : configuration.secrets()) {
            wishes.add("give kdn's secret \"" + shown(secret) + "\" to the workspace");
        }
        for (String skill : configuration.skills()) {
            Path folder = Path.of(skill);
            if (!folder.startsWith(sources)) {
                wishes.add("mount " + shown(folder) + " (read-only) as a skill");
            }
        }
        for (String feature : new TreeSet<>(configuration.features().keySet())) {
            wishes.add("install the dev container feature " + shown(feature));
        }
        return wishes;
    }

    /// What a workspace would get beyond what it has, one readable line each. Less than it has needs nobody's consent.
    ///
    /// @param before what it has, all levels together, with real paths
    /// @param now what it would have, with real paths
    /// @param sources real path
    public static List<String> loosened(WorkspaceConfiguration before, WorkspaceConfiguration now, Path sources) {
        List<String> had = wishes(before, sources);
        List<String> loosened = new ArrayList<>();
        for (String wish : wishes(now, sources)) {
            if (!had.contains(wish) && !had.contains(wish.replace(" (read-only) at ", " (read and write) at "))) {
                loosened.add(wish);
            }
        }
        now.features().forEach((id, options) -> {
            String then = before.features().get(id);
            if (then != null && !then.equals(options)) {
                loosened.add("give the dev container feature " + shown(id) + " other options");
            }
        });
        loosened.addAll(network(before.network(), now.network()));
        return loosened;
    }

    private static List<String> network(Network before, Network now) {
        if (!before.isDenied()) {
            return List.of();
        }
        if (!now.isDenied()) {
            return List.of(NETWORK);
        }
        return now.hosts().stream()
                .filter(host -> !before.hosts().contains(host))
                .map(host -> "let the workspace reach " + shown(host))
                .toList();
    }

    /// Escape sequences in a cloned file must not repaint the terminal that asks the question.
    static String shown(Object text) {
        StringBuilder shown = new StringBuilder();
        text.toString()
                .codePoints()
                .forEach(c -> shown.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xfffd : c));
        return shown.toString();
    }
}
