/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The wish for a workspace, as given on the command line.
///
/// @param sources absolute
/// @param configuration folder of workspace.json; empty means `<sources>/.kaiden`
/// @param name before sanitising; empty means the folder's name
/// @param project overrides detection, stored verbatim
/// @param force accept sources that are the home folder, `/` or contain the storage
/// @param trust accept what the project's own configuration asks of the host, and remember it
/// @param sourcesOnEngine absolute folder of the sources on the machine of the engine, if that is not this one
/// @param exposedSecrets names of kdn's secrets whose real value the workspace gets
/// @param unsandboxed whether the workspace is to have no sandbox, where the runtime would make one
public record NewInstance(
        Path sources,
        Optional<Path> configuration,
        Optional<String> name,
        String runtime,
        Optional<String> project,
        String agent,
        Optional<String> model,
        boolean force,
        boolean trust,
        ResourceLimits limits,
        BuildOptions build,
        Optional<Path> sourcesOnEngine,
        List<String> exposedSecrets,
        boolean unsandboxed) {
    public NewInstance {
        exposedSecrets = List.copyOf(exposedSecrets);
    }

    /// The same on that runtime, with that agent.
    public NewInstance on(String otherRuntime, String otherAgent) {
        return new NewInstance(
                sources,
                configuration,
                name,
                otherRuntime,
                project,
                otherAgent,
                model,
                force,
                trust,
                limits,
                build,
                sourcesOnEngine,
                exposedSecrets,
                unsandboxed);
    }

    /// A wish for a workspace that is isolated.
    public NewInstance(
            Path sources,
            Optional<Path> configuration,
            Optional<String> name,
            String runtime,
            Optional<String> project,
            String agent,
            Optional<String> model,
            boolean force,
            boolean trust,
            ResourceLimits limits,
            BuildOptions build,
            Optional<Path> sourcesOnEngine,
            List<String> exposedSecrets) {
        this(
                sources,
                configuration,
                name,
                runtime,
                project,
                agent,
                model,
                force,
                trust,
                limits,
                build,
                sourcesOnEngine,
                exposedSecrets,
                false);
    }

    /// A wish without exposed secrets.
    public NewInstance(
            Path sources,
            Optional<Path> configuration,
            Optional<String> name,
            String runtime,
            Optional<String> project,
            String agent,
            Optional<String> model,
            boolean force,
            boolean trust,
            ResourceLimits limits,
            BuildOptions build,
            Optional<Path> sourcesOnEngine) {
        this(
                sources,
                configuration,
                name,
                runtime,
                project,
                agent,
                model,
                force,
                trust,
                limits,
                build,
                sourcesOnEngine,
                List.of());
    }

    /// A wish for an engine of this machine.
    public NewInstance(
            Path sources,
            Optional<Path> configuration,
            Optional<String> name,
            String runtime,
            Optional<String> project,
            String agent,
            Optional<String> model,
            boolean force,
            boolean trust,
            ResourceLimits limits,
            BuildOptions build) {
        this(
                sources,
                configuration,
                name,
                runtime,
                project,
                agent,
                model,
                force,
                trust,
                limits,
                build,
                Optional.empty());
    }
}
