/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.container.ContainerRuntime;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.UserMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Renders what docker is asked for to get a container.
record DockerSpec(ContainerSpec spec, DockerFacts facts) {
    /// What docker calls its machine's address, under podman's name for it.
    static final String GATEWAY = "host.containers.internal:host-gateway";

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    /// Refuses what this engine cannot make.
    void check() {
        spec.mounts().stream().filter(this::isBind).forEach(DockerSpec::refuseColons);
    }

    CreateContainerCmd command(DockerClient client) {
        List<String> environment = new ArrayList<>();
        new TreeMap<>(spec.environment()).forEach((name, value) -> environment.add(name + "=" + value));
        List<ExposedPort> exposed =
                spec.ports().keySet().stream().map(ExposedPort::tcp).toList();
        return client.createContainerCmd(spec.image())
                .withName(spec.name())
                .withLabels(spec.labels())
                .withUser(spec.user().toString())
                .withEnv(environment)
                .withWorkingDir(ContainerRuntime.SOURCES_PATH)
                .withCmd("sleep", "infinity")
                .withExposedPorts(exposed)
                .withHostConfig(hostConfig());
    }

    private HostConfig hostConfig() {
        HostConfig config = HostConfig.newHostConfig()
                .withInit(true)
                .withNetworkMode(spec.network().orElse("none"))
                .withCapDrop(Capability.NET_RAW, Capability.MKNOD)
                .withPortBindings(ports())
                .withTmpFs(memoryFolders());
        if (!spec.gainsPrivileges()) {
            config.withSecurityOpts(List.of("no-new-privileges"));
        }
        if (spec.users() == UserMapping.KEPT_IDS) {
            config.withUsernsMode("keep-id");
        }
        if (spec.network().isPresent() && !facts.isPodman()) { // podman knows its own name for the host
            config.withExtraHosts("host.docker.internal:host-gateway", GATEWAY);
        }
        addMounts(config);
        addLimits(config, spec.limits());
        return config;
    }

    private Map<String, String> memoryFolders() {
        Map<String, String> folders = new TreeMap<>();
        spec.memoryFolders().forEach(folder -> folders.put(folder, "rw,noexec,nosuid,nodev,size=16777216,mode=0755"));
        return folders;
    }

    /// As mounts, not as binds, since a bind makes a folder where a path is missing. Only binds can ask for a label.
    private void addMounts(HostConfig config) {
        List<Mount> mounts = new ArrayList<>();
        List<Bind> binds = new ArrayList<>();
        for (ContainerSpec.Mount mount : spec.mounts()) {
            if (isBind(mount)) {
                binds.add(bind(mount));
            } else {
                mounts.add(new Mount()
                        .withType(MountType.BIND)
                        .withSource(mount.host().toString())
                        .withTarget(mount.target())
                        .withReadOnly(mount.readOnly()));
            }
        }
        config.withMounts(mounts).withBinds(binds);
    }

    private boolean isBind(ContainerSpec.Mount mount) {
        return mount.relabel() || (facts.isPodman() && isCutUp(mount));
    }

    /// podman makes a list with commas of a mount: what follows one in a path would be an option of its own.
    private static boolean isCutUp(ContainerSpec.Mount mount) {
        String paths = mount.host() + mount.target();
        return paths.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    }

    private static void refuseColons(ContainerSpec.Mount mount) {
        for (String path : List.of(mount.host().toString(), mount.target())) {
            if (path.indexOf(':') >= 0) {
                throw new RefusedException(
                        "cannot mount " + path + ": this engine takes a colon for the end of a path",
                        "give it a name without a colon, or use the podman runtime");
            }
        }
    }

    private static Bind bind(ContainerSpec.Mount mount) {
        return new Bind(
                mount.host().toString(),
                new Volume(mount.target()),
                mount.readOnly() ? AccessMode.ro : AccessMode.rw,
                mount.relabel() ? SELContext.shared : SELContext.none,
                null,
                PropagationMode.DEFAULT_MODE);
    }

    private static void addLimits(HostConfig config, ResourceLimits limits) {
        limits.memoryBytes().ifPresent(bytes -> config.withMemory(bytes).withMemorySwap(bytes)); // swap adds nothing
        limits.cpus().ifPresent(cpus -> config.withNanoCPUs(cpus.multiply(NANOS).longValue()));
        limits.pids().ifPresent(config::withPidsLimit);
    }

    private Ports ports() {
        Ports ports = new Ports();
        spec.ports()
                .forEach((inside, port) -> ports.bind(
                        ExposedPort.tcp(inside),
                        port == ContainerSpec.ANY_PORT
                                ? Ports.Binding.bindIp("127.0.0.1")
                                : Ports.Binding.bindIpAndPort("127.0.0.1", port)));
        return ports;
    }
}
