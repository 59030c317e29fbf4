/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import java.nio.file.Path;
import java.util.Set;

/// The rules of one mount, in the reference's words, and where nothing may be mounted.
final class MountRules {
    private static final Set<String> PROTECTED = Set.of(
            "/",
            "/etc",
            "/proc",
            "/sys",
            "/dev",
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/run",
            "/workspace",
            "/workspace/sources",
            "/home",
            "/home/agent");
    private static final Set<String> PROTECTED_TREES = Set.of("/proc", "/sys", "/dev");

    private final Requirement requirement;

    MountRules(Requirement requirement) {
        this.requirement = requirement;
    }

    /// Reports a rule that does not hold.
    @FunctionalInterface
    interface Requirement {
        void that(boolean holds, String path, String message);
    }

    void check(Mount mount, int i) {
        String path = "mounts[" + i + "]";
        String host = mount.host();
        String target = mount.target();
        requirement.that(!host.isEmpty(), path, "mount at index " + i + " is missing host");
        requirement.that(!target.isEmpty(), path, "mount at index " + i + " is missing target");
        requirement.that(
                isPath(host),
                path,
                "mount host \"" + host + "\" (index " + i
                        + ") must be a native absolute path or start with $SOURCES or $HOME");
        requirement.that(
                isPath(target),
                path,
                "mount target \"" + target + "\" (index " + i
                        + ") must be a Unix absolute path or start with $SOURCES or $HOME");
        requirement.that(
                printable(host) && printable(target), path, "mount at index " + i + " has a control character in it");
        checkTarget(target, i, path);
    }

    private void checkTarget(String target, int i, String path) {
        String inside = MountResolver.target(target);
        requirement.that(
                !target.startsWith("$SOURCES") || isBelow(inside, "/workspace"),
                path,
                "mount target \"" + target + "\" escapes above $SOURCES (index " + i + ")");
        requirement.that(
                !target.startsWith("$HOME") || isBelow(inside, "/home/agent"),
                path,
                "mount target \"" + target + "\" escapes above $HOME (index " + i + ")");
        boolean allowed =
                !PROTECTED.contains(inside) && PROTECTED_TREES.stream().noneMatch(tree -> isBelow(inside, tree));
        requirement.that(
                allowed,
                path,
                "mount target \"" + target + "\" (index " + i + ") would hide " + inside
                        + ", which the workspace needs");
    }

    /// Whether the text is the variable alone or the variable and a path; `$HOMEx` is neither.
    static boolean startsWithVariable(String text, String variable) {
        return text.equals(variable) || text.startsWith(variable + "/");
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") || startsWithVariable(text, "$SOURCES") || startsWithVariable(text, "$HOME");
    }

    private static boolean isBelow(String path, String parent) {
        return Path.of(path).startsWith(parent);
    }

    private static boolean printable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
