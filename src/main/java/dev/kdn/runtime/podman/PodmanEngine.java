/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.container.ContainerEngine;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.UserMapping;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// podman, through its command.
final class PodmanEngine implements ContainerEngine {
    private final ContainerHost host;
    private final PodmanCli cli;
    private final KillMarks marks;
    private final PodmanImages images;
    private final PodmanNetworks networks;
    private final PodmanContainers containers;
    private final PodmanPlace place;

    PodmanEngine(Storage storage, CommandRunner runner, Supplier<String> program, ContainerHost host) {
        this.host = host;
        cli = new PodmanCli(runner, program, new PodmanTroubles(Path.of("/"), host.environment(), host.uid()));
        Path folder = storage.runtimeFolder("podman");
        BuildContexts contexts = new BuildContexts(storage, folder.resolve("builds"), new BuildLeftovers(cli));
        place = new PodmanPlace(new PodmanConnections(cli, host.environment()));
        images = new PodmanImages(cli, contexts);
        networks = new PodmanNetworks(cli);
        marks = new KillMarks(storage, folder.resolve("containers"));
        containers = new PodmanContainers(cli, place, marks, new EnvironmentFiles(storage, folder), storage);
    }

    PodmanCli cli() {
        return cli;
    }

    PodmanPlace place() {
        return place;
    }

    KillMarks marks() {
        return marks;
    }

    @Override
    public String name() {
        return "podman";
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return place.chosen();
    }

    @Override
    public String platform() {
        return endpoint().isPresent() ? facts().platform() : host.platform();
    }

    /// Who calls podman here decides, unless somebody else runs it there.
    @Override
    public UserMapping users() {
        boolean rootless =
                endpoint().isPresent() ? facts().isRootless() : host.uid().getAsInt() != 0;
        return rootless ? UserMapping.KEPT_IDS : UserMapping.SAME_IDS;
    }

    private PodmanFacts facts() {
        return PodmanFacts.of(cli);
    }

    @Override
    public boolean keepsSecrets() {
        return true;
    }

    @Override
    public boolean hasSecret(String name) {
        return PodmanArguments.isSecretName(name)
                && cli.call(PodmanCli.ASK, "secret", "inspect", "--format", "{{.ID}}", name)
                        .succeeded();
    }

    @Override
    public void feed(String id, boolean root, List<String> argv, String input) {
        List<String> arguments = new ArrayList<>(List.of("exec", "-i"));
        if (root) {
            arguments.addAll(List.of("--user", "0"));
            ROOT_ENVIRONMENT.forEach(variable -> arguments.addAll(List.of("--env", variable)));
        }
        arguments.add(id);
        arguments.addAll(argv);
        CommandResult result = cli.callWithInput(PodmanCli.CHANGE, arguments, input);
        if (!result.succeeded()) {
            throw cli.failure("failed to pass something to container " + id, result);
        }
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
