/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.config.MountResolver;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.UnavailableException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes workspaces, completely or not at all.
final class LocalCreation {
    private static final int ID_BYTES = 16;

    private final LocalInstances instances;
    private final SandboxProbe probe;
    private final LocalSecrets secrets;
    private final ImageConfigurationFiles agents;
    private final LocalHost host;

    LocalCreation(
            LocalInstances instances,
            SandboxProbe probe,
            LocalSecrets secrets,
            ImageConfigurationFiles agents,
            LocalHost host) {
        this.instances = instances;
        this.probe = probe;
        this.secrets = secrets;
        this.agents = agents;
        this.host = host;
    }

    /// @param name what the workspace is called until it is the only one
    /// @param unsandboxed whether the user wants no sandbox
    LocalInstance create(CreateRequest request, String name, boolean unsandboxed, StepLogger steps) {
        LocalInstance wished = wished(request, name, unsandboxed);
        try {
            instances.write(wished);
            UserNames.write(instances.folder(wished.id()), host.uid().getAsInt());
            LocalInstance made = decided(wished, steps);
            instances.write(made);
            return made;
        } catch (RuntimeException | Error failure) {
            boolean interrupted = Thread.interrupted();
            instances.delete(wished.id());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }

    /// The workspace with a sandbox, if it can have one, or without, if the user allows that.
    ///
    /// @throws UnavailableException if it can have none, and has to
    LocalInstance decided(LocalInstance instance, StepLogger steps) {
        boolean bare = instance.unsandboxed();
        if (!bare) {
            try {
                probe.check(instance.inSandbox());
            } catch (UnavailableException none) {
                if (!host.mayDoWithout().getAsBoolean()) {
                    throw none;
                }
                bare = true;
                steps.warn(none.getMessage());
            }
        }
        LocalInstance decided = bare ? instance.withoutSandbox() : instance.inSandbox();
        if (bare) {
            Bare.check(decided);
            Bare.link(decided, instances.home(decided.id()));
            steps.warn(Bare.WARNING);
        } else if (!decided.offline() && !host.confines().getAsBoolean()) {
            steps.warn(SandboxProbe.UNCONFINED + ": " + SandboxProbe.CONFINEMENT);
        }
        return decided;
    }

    private LocalInstance wished(CreateRequest request, String name, boolean unsandboxed) {
        Bare.refuseHosts(request.configuration());
        LocalSecrets.refuseReadOnly(request.configuration());
        boolean offline = request.configuration().network().isDenied();
        if (offline && !request.configuration().ports().isEmpty()) {
            throw new ConfigurationException(
                    "a workspace without a network has no ports: "
                            + request.configuration().ports(),
                    "take the ports out of workspace.json, or set the network's mode to allow");
        }
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        LocalInstance wished = new LocalInstance(
                HexFormat.of().formatHex(id),
                name,
                request.workspaceId(),
                request.sources(),
                mounts(request),
                environment(request),
                secrets.names(request.configuration()),
                offline ? List.of() : ports(request),
                offline,
                unsandboxed,
                unsandboxed,
                "");
        MountedPaths.check(wished, instances);
        return wished;
    }

    private List<LocalInstance.Mount> mounts(CreateRequest request) {
        List<LocalInstance.Mount> mounts = new ArrayList<>();
        request.extraMounts().forEach(extra -> mounts.add(new LocalInstance.Mount(extra, extra, false)));
        new MountResolver(request.sources(), host.home())
                .resolve(request.configuration().mounts())
                .forEach(mount -> mounts.add(new LocalInstance.Mount(
                        mount.host(), inside(mount.target(), request.sources()), mount.readOnly())));
        return mounts;
    }

    /// Where that place of containers is here.
    private static Path inside(String target, Path sources) {
        Path place = Path.of(MountResolver.SOURCES);
        Path path = Path.of(target);
        return path.startsWith(place) ? sources.resolve(place.relativize(path)) : path;
    }

    private Map<String, String> environment(CreateRequest request) {
        Map<String, String> environment =
                new HashMap<>(agents.agent(request.agent()).environment());
        for (Variable variable : request.configuration().environment()) {
            environment.remove(variable.name());
            variable.value().ifPresent(value -> environment.put(variable.name(), value));
        }
        return environment;
    }

    private static List<Integer> ports(CreateRequest request) {
        Set<Integer> ports = new LinkedHashSet<>(request.configuration().ports());
        ports.addAll(request.defaultPorts());
        return List.copyOf(ports);
    }
}
