/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Finds out what a project's own configuration asks of this machine, so that its owner can be asked first.
public final class TrustRules {
    private TrustRules() {}

    /// What needs trust, one readable line each; empty when the configuration stays within the sources.
    ///
    /// @param sources absolute folder of the sources
    /// @param home the user's home folder
    public static List<String> wishes(WorkspaceConfiguration configuration, Path sources, Path home) {
        List<String> wishes = new ArrayList<>();
        MountResolver resolver = new MountResolver(sources, home);
        Path realSources = real(sources);
        for (Mount mount : configuration.mounts()) {
            Path host = resolver.realHost(mount.host());
            if (!host.startsWith(realSources)) {
                wishes.add("mount " + shown(host) + (mount.readOnly() ? " (read-only)" : " (read and write)") + " at "
                        + shown(MountResolver.target(mount.target())));
            }
        }
        for (Variable variable : configuration.environment()) {
            variable.secret()
                    .ifPresent(secret -> wishes.add(
                            "give the secret \"" + shown(secret) + "\" to the workspace as " + variable.name()));
        }
        for (String feature : new TreeSet<>(configuration.features().keySet())) {
            wishes.add("install the dev container feature " + shown(feature));
        }
        return wishes;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    /// Escape sequences in a cloned file must not repaint the terminal that asks the question.
    private static String shown(Object text) {
        StringBuilder shown = new StringBuilder();
        text.toString()
                .codePoints()
                .forEach(c -> shown.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xfffd : c));
        return shown.toString();
    }
}
