/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.CommandRunner;
import dev.kdn.runtime.container.ContainerEngine;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.UserMapping;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.function.Supplier;

/// podman, through its command.
final class PodmanEngine implements ContainerEngine {
    private final ContainerHost host;
    private final PodmanCli cli;
    private final KillMarks marks;
    private final PodmanImages images;
    private final PodmanNetworks networks;
    private final PodmanContainers containers;

    PodmanEngine(Storage storage, CommandRunner runner, Supplier<String> program, ContainerHost host) {
        this.host = host;
        cli = new PodmanCli(runner, program, new PodmanTroubles(Path.of("/"), host.environment(), host.uid()));
        Path folder = storage.runtimeFolder("podman");
        BuildContexts contexts = new BuildContexts(storage, folder.resolve("builds"), new BuildLeftovers(cli));
        images = new PodmanImages(cli, contexts);
        networks = new PodmanNetworks(cli);
        marks = new KillMarks(storage, folder.resolve("containers"));
        containers = new PodmanContainers(cli, marks, new EnvironmentFiles(storage, folder));
    }

    PodmanCli cli() {
        return cli;
    }

    KillMarks marks() {
        return marks;
    }

    @Override
    public String name() {
        return "podman";
    }

    @Override
    public String platform() {
        return host.platform();
    }

    @Override
    public UserMapping users() {
        return host.uid().getAsInt() == 0 ? UserMapping.SAME_IDS : UserMapping.KEPT_IDS;
    }

    @Override
    public PodmanImages images() {
        return images;
    }

    @Override
    public PodmanNetworks networks() {
        return networks;
    }

    @Override
    public PodmanContainers containers() {
        return containers;
    }
}
