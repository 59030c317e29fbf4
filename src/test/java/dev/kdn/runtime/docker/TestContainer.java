/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A container of the small image that sleeps, for programs to be run in it; gone when closed.
final class TestContainer implements AutoCloseable {
    static final String IMAGE = "localhost/testbed/busybox:1";
    static final Patience PATIENCE = Patience.silence(Duration.ofSeconds(60));

    private final DockerConnection connection;
    private final String id;

    private TestContainer(DockerConnection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    static TestContainer start(DockerConnection connection) {
        String id = connection.ask(
                "create a container",
                client -> client.createContainerCmd(IMAGE)
                        .withCmd("sleep", "3000")
                        .exec()
                        .getId());
        TestContainer container = new TestContainer(connection, id);
        connection.<Void>ask(
                "start the container", client -> client.startContainerCmd(id).exec());
        return container;
    }

    String id() {
        return id;
    }

    /// Prepares a program with all of its streams.
    String prepare(boolean tty, String... argv) {
        return connection.ask(
                "prepare a program",
                client -> client.execCreateCmd(id)
                        .withCmd(argv)
                        .withAttachStdin(true)
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .withTty(tty)
                        .exec()
                        .getId());
    }

    long exitCode(String execId) {
        Long code = connection.ask(
                "ask for the exit code",
                client -> client.inspectExecCmd(execId).exec().getExitCodeLong());
        return code == null ? -1 : code;
    }

    /// Runs a shell line without input.
    Outcome run(String line) throws IOException {
        String program = prepare(false, "sh", "-c", line);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecStream stream = connection.exec("run a program", program, false, PATIENCE)) {
            stream.input().close();
            stream.copyOutput(out, err);
        }
        return new Outcome(
                exitCode(program), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    record Outcome(long exit, String stdout, String stderr) {}

    /// Collects frames of docker-java.
    static final class Frames {
        private final List<String> texts = new ArrayList<>();

        synchronized void add(Frame frame) {
            texts.add(frame.getStreamType() + ":" + new String(frame.getPayload(), StandardCharsets.UTF_8));
        }

        synchronized List<String> texts() {
            return List.copyOf(texts);
        }
    }

    /// Feeds a program from a thread of its own, then ends its input.
    static Thread feed(OutputStream input, Source source) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (input) {
                source.writeTo(input);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    interface Source {
        void writeTo(OutputStream input) throws IOException;
    }

    @Override
    public void close() {
        connection.<Void>ask(
                "remove the container",
                client -> client.removeContainerCmd(id).withForce(true).exec());
    }
}
