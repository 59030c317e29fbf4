/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.Posix;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import dev.kdn.testing.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A storage, a podman runtime on it and folders to work with; cleans up in podman what the storage owns.
final class PodmanWorkbench implements AutoCloseable {
    static final Owner OWNER = Owner.isRoot() ? new Owner(1000, 1000) : Owner.caller();
    static final String DEBIAN = "localhost/testbed/debian:12";
    static final String BUSYBOX = "localhost/testbed/busybox:1";

    final Path root;
    final Storage storage;
    final CountingCommandRunner runner = new CountingCommandRunner();
    final RecordingStepLogger steps = new RecordingStepLogger();
    final List<String> notes = new ArrayList<>();
    final PodmanRuntime runtime;

    PodmanWorkbench(Path root, String imageJson) {
        this.root = root;
        storage = new Storage(root.resolve("storage"));
        runtime = runtime(runner);
        try {
            Path config = storage.runtimeFolder("podman").resolve("config");
            Files.createDirectories(config);
            Files.writeString(config.resolve("image.json"), imageJson);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String base(String image) {
        return "{\"base\": \"" + image + "\"}";
    }

    PodmanRuntime runtime(CommandRunner other) {
        return new PodmanRuntime(
                storage,
                other,
                () -> "podman",
                Agents.builtIn(),
                new ContainerHost(
                        root, Posix::uid, Posix::gid, "linux/amd64", Map.of("TERM", "xterm-256color"), notes::add));
    }

    /// Remembers that a container is on a network, as a creation does.
    void record(String containerId, String network) {
        storage.ensureFolder(storage.runtimeFolder("podman").resolve("containers"));
        FlatJson.write(
                storage.runtimeFolder("podman").resolve("containers/" + containerId + ".json"),
                new TreeMap<>(Map.of("network", network)));
    }

    /// A folder that belongs to an ordinary user: for root one whose number a user of the base image has.
    Path sources(String name) {
        return sources(name, OWNER.uid(), OWNER.gid());
    }

    /// A folder of another owner, if the tests run as root.
    Path sources(String name, int uid, int gid) {
        try {
            Path folder = Files.createDirectories(root.resolve(name));
            new Owner(uid, gid).own(folder);
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    CreateRequest request(String name, Path sources, WorkspaceConfiguration configuration) {
        return CreateRequests.configured(name, sources, "shell", configuration);
    }

    String create(String name, Path sources, WorkspaceConfiguration configuration) {
        return runtime.create(request(name, sources, configuration), steps).id();
    }

    /// Creates, starts, and gives the id.
    String running(String name, Path sources, WorkspaceConfiguration configuration) {
        String id = create(name, sources, configuration);
        runtime.start(id, steps);
        return id;
    }

    /// What a shell line prints in the workspace.
    String shell(String id, String line) {
        terminal().open(new TerminalAccess.Request(id, "shell", List.of("sh", "-c", line), false, Optional.empty()));
        return runner.attached().strip();
    }

    TerminalAccess terminal() {
        return runtime.capabilities().terminal().orElseThrow();
    }

    CommandResult podman(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("podman"));
        argv.addAll(List.of(arguments));
        return new CountingCommandRunner().run(Command.of(argv, Duration.ofMinutes(1)));
    }

    /// Ids or names of what the storage owns, `ps -a`, `network ls` or `images`.
    List<String> owned(String... listing) {
        List<String> arguments = new ArrayList<>(List.of(listing));
        arguments.addAll(List.of("-q", "--filter", "label=dev.kdn.storage=" + storage.ensureId()));
        return podman(arguments.toArray(String[]::new)).stdout().lines().toList();
    }

    @Override
    public void close() {
        owned("ps", "-a").forEach(id -> podman("rm", "-f", "-v", "-t", "0", id));
        owned("network", "ls").forEach(network -> podman("network", "rm", "-f", network));
        for (int i = 0; i < 2; i++) {
            owned("images").forEach(image -> podman("rmi", "-f", image));
        }
    }
}
