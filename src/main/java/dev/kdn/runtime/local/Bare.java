/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Workspaces without a sandbox: what they can have, and what is said of them.
final class Bare {
    static final String WARNING =
            "this workspace has no sandbox: its programs can do whatever you can do on this machine";

    /// What a stop says where it can end nothing.
    static final String UNSEEN =
            "this system does not tell which programs belong to the workspace: those that still run have to be ended"
                    + " one by one";

    private Bare() {}

    /// @throws RefusedException if the user asked for something that only a sandbox can give
    static void check(LocalInstance instance) {
        if (instance.offline()) {
            throw new RefusedException(
                    "network policy cannot be enforced without a sandbox: mode deny",
                    "use a runtime that isolates workspaces, or set mode to allow");
        }
        for (LocalInstance.Mount mount : instance.mounts()) {
            if (!mount.host().equals(mount.target()) && !mount.target().startsWith(SandboxArguments.HOME)) {
                throw new RefusedException(
                        "without a sandbox nothing can be mounted at " + mount.target(),
                        "take that mount out of workspace.json, or use a runtime that isolates workspaces");
            }
        }
    }

    /// Makes links in the home folder for what would be mounted in it.
    static void link(LocalInstance instance, Path home) {
        for (LocalInstance.Mount mount : instance.mounts()) {
            if (mount.target().startsWith(SandboxArguments.HOME)) {
                Path link = home.resolve(SandboxArguments.HOME.relativize(mount.target()));
                try {
                    Files.createDirectories(link.getParent());
                    if (!Files.isSymbolicLink(link) && Files.notExists(link)) {
                        Files.createSymbolicLink(link, mount.host());
                    }
                } catch (IOException e) {
                    throw AtomicFile.failure("cannot make a link to " + mount.host(), e);
                }
            }
        }
    }

    /// Whether the configuration names hosts, which nothing enforces yet.
    static void refuseHosts(WorkspaceConfiguration configuration) {
        if (configuration.network().isDenied()
                && !configuration.network().hosts().isEmpty()) {
            throw new RefusedException(
                    "network policy cannot be enforced yet: mode deny with a list of hosts",
                    "take the hosts out for a workspace without any network, or set mode to allow");
        }
    }
}
