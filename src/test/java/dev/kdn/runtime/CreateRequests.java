/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Requests for the tests of runtimes.
public final class CreateRequests {
    private CreateRequests() {}

    /// A request that asks for nothing special.
    public static CreateRequest plain(String name, Path sources, String agent) {
        return configured(name, sources, agent, WorkspaceConfiguration.EMPTY);
    }

    /// A request with a configuration; its id is random, as engines make names from the beginning of it.
    public static CreateRequest configured(
            String name, Path sources, String agent, WorkspaceConfiguration configuration) {
        byte[] id = new byte[32];
        new Random().nextBytes(id);
        return new CreateRequest(
                HexFormat.of().formatHex(id),
                name,
                sources,
                configuration,
                agent,
                List.of(),
                List.of(),
                sources.toString(),
                Optional.empty(),
                ResourceLimits.NONE,
                BuildOptions.DEFAULT);
    }

    /// The same request for an engine of another machine.
    public static CreateRequest onEngine(Path sourcesOnEngine, CreateRequest request) {
        return copy(request, request.configuration(), request.limits(), request.build(), Optional.of(sourcesOnEngine));
    }

    /// The same request with another configuration.
    public static CreateRequest with(WorkspaceConfiguration configuration, CreateRequest request) {
        return copy(request, configuration, request.limits(), request.build(), request.sourcesOnEngine());
    }

    /// The same request with limits.
    public static CreateRequest with(ResourceLimits limits, CreateRequest request) {
        return copy(request, request.configuration(), limits, request.build(), request.sourcesOnEngine());
    }

    /// The same request with other wishes for the build.
    public static CreateRequest with(BuildOptions build, CreateRequest request) {
        return copy(request, request.configuration(), request.limits(), build, request.sourcesOnEngine());
    }

    /// The same request for a workspace without a sandbox.
    public static CreateRequest unsandboxed(CreateRequest request) {
        return new CreateRequest(
                request.workspaceId(),
                request.name(),
                request.sources(),
                request.configuration(),
                request.agent(),
                request.defaultPorts(),
                request.extraMounts(),
                request.project(),
                request.model(),
                request.limits(),
                request.build(),
                request.sourcesOnEngine(),
                true);
    }

    private static CreateRequest copy(
            CreateRequest request,
            WorkspaceConfiguration configuration,
            ResourceLimits limits,
            BuildOptions build,
            Optional<Path> sourcesOnEngine) {
        return new CreateRequest(
                request.workspaceId(),
                request.name(),
                request.sources(),
                configuration,
                request.agent(),
                request.defaultPorts(),
                request.extraMounts(),
                request.project(),
                request.model(),
                limits,
                build,
                sourcesOnEngine,
                request.unsandboxed());
    }
}
