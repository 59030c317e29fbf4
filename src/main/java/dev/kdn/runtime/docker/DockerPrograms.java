/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.kdn.process.TerminalDevice;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.container.ContainerExec;
import dev.kdn.terminal.Ending;
import dev.kdn.terminal.RemoteCommand;
import dev.kdn.terminal.UserTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs programs in containers through the engine's `exec`.
final class DockerPrograms implements ContainerExec {
    private static final String WHAT = "run a program in the workspace";
    private static final Patience START = Patience.beginning(Duration.ofSeconds(30));

    private final DockerConnection connection;
    private final DockerExec exec;
    private final Supplier<UserTerminal> terminal;

    /// @param terminal of the user, asked for when a program is run there
    DockerPrograms(DockerConnection connection, DockerExec exec, Supplier<UserTerminal> terminal) {
        this.connection = connection;
        this.exec = exec;
        this.terminal = terminal;
    }

    @Override
    public int foreground(ProgramRequest request) {
        return request.input() == Input.TERMINAL ? exec.attached(prepared(request)) : streamed(request);
    }

    private ExecRequest prepared(ProgramRequest request) {
        List<String> environment = new ArrayList<>();
        request.environment().forEach((name, value) -> environment.add(name + "=" + value));
        return new ExecRequest(
                request.id(),
                request.argv(),
                environment,
                request.input() == Input.TERMINAL,
                request.input() != Input.NONE,
                Optional.empty(),
                request.directory(),
                request.user());
    }

    private int streamed(ProgramRequest request) {
        String id = exec.prepare(prepared(request));
        try (ExecStream stream = connection.exec(WHAT, id, false, START)) {
            boolean reads = request.input() == Input.STREAM;
            Streamed streamed = new Streamed(stream, reads);
            Ending ending =
                    reads ? terminal.get().connect(streamed) : terminal.get().connectOutput(streamed);
            return ending == Ending.UNREAD ? DockerExec.UNREAD : exec.exitCodeAtEnd(id);
        }
    }

    @Override
    public void background(ProgramRequest request) {
        String id = exec.prepare(prepared(request));
        Request start = Request.builder()
                .method(Request.Method.POST)
                .path("/exec/" + id + "/start")
                .putHeader("Content-Type", "application/json")
                .bodyBytes("{\"Detach\":true,\"Tty\":false}".getBytes(StandardCharsets.US_ASCII))
                .build();
        byte[] _ = connection.read(WHAT, Patience.whole(START.limit()), start, InputStream::readAllBytes);
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        // A program that gets no input here still has one, which ends when kdn does.
        String id = exec.prepare(prepared(request.with(Input.STREAM)));
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        try (ExecStream stream = connection.exec(WHAT, id, false, START)) {
            Streamed remote = new Streamed(stream, true);
            UserTerminal between = terminal.get().with(streams.output(), new Bounded(complaint));
            Ending _ = streams.input().isPresent()
                    ? between.with(streams.input().get()).connect(remote)
                    : between.connectOutput(remote.held());
        }
        return new ProgramEnd(
                exec.exitCodeAtEnd(id),
                complaint.toString(StandardCharsets.UTF_8).strip());
    }

    /// Keeps the beginning only.
    private static final class Bounded extends OutputStream {
        private static final int MOST = 16 << 10;

        private final ByteArrayOutputStream kept;

        Bounded(ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, Math.max(0, MOST - kept.size())));
        }
    }

    /// The program inside without a terminal.
    private record Streamed(ExecStream stream, OutputStream input) implements RemoteCommand {
        Streamed(ExecStream stream, boolean reads) {
            this(stream, reads ? stream.input() : OutputStream.nullOutputStream());
        }

        /// The same, whose input is left open.
        Streamed held() {
            return new Streamed(stream, OutputStream.nullOutputStream());
        }

        @Override
        public void copyOutput(OutputStream out, OutputStream err) throws IOException {
            stream.copyOutput(out, err);
        }

        @Override
        public void resize(TerminalDevice.Size size) {}

        @Override
        public void disconnect() {
            stream.close();
        }
    }
}
