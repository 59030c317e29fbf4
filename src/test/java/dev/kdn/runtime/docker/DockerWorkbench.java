/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.Posix;
import dev.kdn.process.ProcessRunner;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import dev.kdn.testing.EngineProxy;
import dev.kdn.testing.Owner;
import dev.kdn.testing.TestEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A storage, a docker runtime on it whose requests are counted, and folders to work with; cleans up in the engine what
/// the storage owns.
final class DockerWorkbench implements AutoCloseable {
    static final Owner OWNER = Owner.isRoot() ? new Owner(1000, 1000) : Owner.caller();
    static final String DEBIAN = "localhost/testbed/debian:12";
    static final String BUSYBOX = "localhost/testbed/busybox:1";

    final Path root;
    final Storage storage;
    final RecordingStepLogger steps = new RecordingStepLogger();
    final List<String> notes = new ArrayList<>();
    final EngineProxy engine;
    final DockerRuntime runtime;
    private final String host;
    private final Map<String, String> environment;

    /// @param host of the engine, as in `DOCKER_HOST`
    DockerWorkbench(Path root, String host, String imageJson) {
        this.root = root;
        this.host = host;
        storage = new Storage(root.resolve("storage"));
        try {
            Path config = storage.runtimeFolder("docker").resolve("config");
            Files.createDirectories(config);
            Files.writeString(config.resolve("image.json"), imageJson);
            engine = EngineProxy.in(root, host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment = Map.of("TERM", "xterm-256color", "DOCKER_HOST", engine.host());
        runtime = runtime("", new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    static String base(String image) {
        return "{\"base\": \"" + image + "\"}";
    }

    private DockerRuntime runtime(String input, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new DockerRuntime(
                storage,
                runner(),
                Agents.builtIn(),
                new ContainerHost(root, Posix::uid, Posix::gid, "linux/amd64", environment, notes::add),
                () -> new UserTerminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        new Cancellation()));
    }

    private static ProcessRunner runner() {
        return new ProcessRunner(TestEnvironment.engines(), new Cancellation(), new ChildJournal());
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
            throw new UncheckedIOException(e);
        }
    }

    CreateRequest request(String name, Path sources, WorkspaceConfiguration configuration) {
        CreateRequest request = CreateRequests.configured(name, sources, "shell", configuration);
        // The test bed's second host sees all of our folders.
        return host.startsWith("unix:") ? request : CreateRequests.onEngine(sources, request);
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

    /// What a shell line prints in the workspace, to both streams.
    String shell(String id, String line) {
        Output output = open(id, "", "sh", "-c", line);
        return (output.stdout() + output.stderr()).strip();
    }

    /// What a command in a workspace left.
    record Output(int exit, String stdout, String stderr) {}

    /// Runs a command with that input; without words the agent's.
    Output open(String id, String input, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        TerminalAccess terminal =
                runtime(input, out, err).capabilities().terminal().orElseThrow();
        int exit = terminal.open(new TerminalAccess.Request(id, "shell", List.of(command), false, Optional.empty()));
        return new Output(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// Asks the engine itself, with the docker CLI.
    CommandResult docker(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("docker", "--host", host));
        argv.addAll(List.of(arguments));
        return runner().run(Command.of(argv, Duration.ofMinutes(1)));
    }

    /// Ids or names of what the storage owns, `ps -a`, `network ls` or `images`.
    List<String> owned(String... listing) {
        List<String> arguments = new ArrayList<>(List.of(listing));
        arguments.addAll(List.of("-q", "--filter", "label=dev.kdn.storage=" + storage.ensureId()));
        return docker(arguments.toArray(String[]::new))
                .stdout()
                .lines()
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        owned("ps", "-a").forEach(id -> docker("rm", "-f", "-v", id));
        owned("network", "ls").forEach(network -> docker("network", "rm", network));
        for (int i = 0; i < 2; i++) {
            owned("images").forEach(image -> docker("rmi", "-f", image));
        }
        engine.close();
    }
}
