/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.config.WorkspaceConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a runtime needs to make an instance. Trust has been decided and paths are checked by the caller.
///
/// @param workspaceId 64 lower-case hex characters, unique
/// @param name unique among the workspaces of the storage, made of `[a-z0-9._-]`
/// @param sources absolute real path of an existing folder
/// @param configuration validated; its mounts name real paths of this machine
/// @param agent a known agent's name
/// @param defaultPorts ports the agent listens on inside, besides those of the configuration
/// @param extraMounts what the sources need besides themselves, such as the git folder of a linked worktree
/// @param project identifier without credentials
/// @param model as the user wrote it
/// @param limits to be enforced; none are asked of a runtime without [RuntimeCapabilities#limits]
/// @param sourcesOnEngine the folder on the engine's machine that is mounted instead of `sources`, if that is not this
///     machine; then the configuration has no mounts
/// @param unsandboxed whether the user wants no isolation from a runtime that would isolate this machine by a sandbox;
///     others have nothing to leave out, and ignore it
public record CreateRequest(
        String workspaceId,
        String name,
        Path sources,
        WorkspaceConfiguration configuration,
        String agent,
        List<Integer> defaultPorts,
        List<Path> extraMounts,
        String project,
        Optional<String> model,
        ResourceLimits limits,
        BuildOptions build,
        Optional<Path> sourcesOnEngine,
        boolean unsandboxed) {
    public CreateRequest {
        defaultPorts = List.copyOf(defaultPorts);
        extraMounts = List.copyOf(extraMounts);
    }

    /// A request whose sources the engine can mount, since it is on this machine.
    public CreateRequest(
            String workspaceId,
            String name,
            Path sources,
            WorkspaceConfiguration configuration,
            String agent,
            List<Integer> defaultPorts,
            List<Path> extraMounts,
            String project,
            Optional<String> model,
            ResourceLimits limits,
            BuildOptions build) {
        this(
                workspaceId,
                name,
                sources,
                configuration,
                agent,
                defaultPorts,
                extraMounts,
                project,
                model,
                limits,
                build,
                Optional.empty(),
                false);
    }

    /// How to come to the image.
    ///
    /// @param rebuild build the image although it exists, without cached steps
    /// @param pull look for a newer base image first
    public record BuildOptions(boolean rebuild, boolean pull) {
        public static final BuildOptions DEFAULT = new BuildOptions(false, false);
    }
}
