/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.config.MountResolver;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import dev.kdn.image.AgentImageConfiguration;
import dev.kdn.image.ImageConfiguration;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.CreateRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works out the container that a request asks for. Everything that can be wrong with a request comes up here, before
/// anything is made.
final class WorkspaceContainer {
    private final CreateRequest request;
    private final String storageId;
    private final Path home;
    private final SelinuxLabels labels;
    private final Predecessor predecessor;
    private final SecretPlan secrets;

    /// A container for the request, in the place of `predecessor` if that is one.
    WorkspaceContainer(
            CreateRequest request,
            String storageId,
            Path home,
            SelinuxLabels labels,
            Predecessor predecessor,
            SecretPlan secrets) {
        this.secrets = secrets;
        this.request = request;
        this.storageId = storageId;
        this.home = home;
        this.labels = labels;
        this.predecessor = predecessor;
    }

    /// The container, complete but for its name being free.
    ///
    /// @param users how ids of this machine come into containers
    ContainerSpec spec(
            String image,
            ImageConfiguration shared,
            AgentImageConfiguration agent,
            WorkspaceUser user,
            UserMapping users) {
        Optional<String> network = network();
        return new ContainerSpec(
                predecessor.name(name(request.name(), request.workspaceId()), uniqueName()),
                image,
                KdnLabels.of(storageId, request.workspaceId(), "workspace", request.name()),
                user,
                users,
                network,
                !shared.sudo().isEmpty() && !user.isRoot(),
                mounts(),
                environment(agent.environment()),
                secrets.engine(),
                secrets.own().isEmpty() ? List.of() : List.of(ContainerSecrets.FOLDER),
                network.isPresent() ? ports() : Map.of(),
                request.limits());
    }

    /// The workspace's own name if engines can have it.
    static String name(String workspaceName, String workspaceId) {
        boolean legal = workspaceName.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)
                && Character.isLetterOrDigit(workspaceName.charAt(0));
        return legal ? workspaceName : otherName(workspaceName, workspaceId);
    }

    /// A name that nobody else has.
    static String otherName(String workspaceName, String workspaceId) {
        return "kdn-" + workspaceName + "-" + workspaceId.substring(0, 8);
    }

    /// The name of the workspace's network.
    static String network(String workspaceId) {
        return "kdn-" + workspaceId.substring(0, 12);
    }

    /// The container to be replaced, if any.
    Predecessor predecessor() {
        return predecessor;
    }

    /// What to call the container when its first name is taken.
    String otherName() {
        return predecessor.name(uniqueName(), uniqueName());
    }

    private String uniqueName() {
        return otherName(request.name(), request.workspaceId());
    }

    /// Nothing enforces a list of hosts yet, so a policy with one is refused rather than left open.
    private Optional<String> network() {
        Network policy = request.configuration().network();
        if (policy.mode().orElse(Network.Mode.ALLOW) == Network.Mode.ALLOW) {
            return Optional.of(network(request.workspaceId()));
        }
        if (!policy.hosts().isEmpty()) {
            throw new RefusedException(
                    "network policy cannot be enforced yet: mode deny with a list of hosts",
                    "take the hosts out for a workspace without any network, or set mode to allow");
        }
        return Optional.empty();
    }

    /// The mounted paths of this machine, where an agent could put links in their places.
    List<Path> watched(ContainerSpec spec) {
        return request.sourcesOnEngine().isPresent()
                ? List.of()
                : spec.mounts().stream().map(ContainerSpec.Mount::host).toList();
    }

    private List<ContainerSpec.Mount> mounts() {
        if (request.sourcesOnEngine().isPresent()) { // which the caller gives with nothing else to mount
            return List.of(
                    new ContainerSpec.Mount(request.sourcesOnEngine().get(), MountResolver.SOURCES, false, false));
        }
        List<ContainerSpec.Mount> mounts = new ArrayList<>();
        mounts.add(mount(request.sources(), MountResolver.SOURCES, false, true));
        for (Path extra : request.extraMounts()) {
            mounts.add(mount(extra, extra.toString(), false, true));
        }
        for (var mount : new MountResolver(request.sources(), home)
                .resolve(request.configuration().mounts())) {
            Path host = mount.host();
            mounts.add(mount(host, mount.target(), mount.readOnly(), host.startsWith(request.sources())));
        }
        return mounts;
    }

    private ContainerSpec.Mount mount(Path host, String target, boolean readOnly, boolean chosen) {
        refuseMoved(host);
        return new ContainerSpec.Mount(host, target, readOnly, labels.allowedOn(host, chosen));
    }

    private Map<String, String> environment(Map<String, String> agent) {
        Map<String, String> environment = new HashMap<>(agent);
        for (Variable variable : request.configuration().environment()) {
            environment.remove(variable.name());
            variable.value().ifPresent(value -> environment.put(variable.name(), value));
        }
        return environment;
    }

    private Map<Integer, Integer> ports() {
        Set<Integer> inside = new LinkedHashSet<>(request.configuration().ports());
        inside.addAll(request.defaultPorts());
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        inside.forEach(port -> ports.put(port, predecessor.ports().getOrDefault(port, ContainerSpec.ANY_PORT)));
        return ports;
    }

    /// What was judged is what is mounted: the request names real paths, and an agent may have put a link in the
    /// place of one since.
    private static void refuseMoved(Path host) {
        Path now;
        try {
            now = host.toRealPath();
        } catch (IOException e) {
            throw new ConfigurationException("cannot read mount host: " + host, null, e);
        }
        if (!now.equals(host)) {
            throw new RefusedException(
                    "mounted path leads somewhere else now: " + host + " is a link to " + now, "try again");
        }
    }
}
