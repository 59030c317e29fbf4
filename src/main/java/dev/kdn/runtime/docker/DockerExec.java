/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.TerminalDevice;
import dev.kdn.runtime.TerminalAccess.Request;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.ContainerId;
import dev.kdn.runtime.container.ContainerTerminal.Exec;
import dev.kdn.terminal.DetachKeys;
import dev.kdn.terminal.Ending;
import dev.kdn.terminal.RemoteCommand;
import dev.kdn.terminal.UserTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Runs programs in containers through the engine's `exec`.
final class DockerExec implements Exec {
    private static final Patience START = Patience.beginning(Duration.ofSeconds(30));
    private static final Patience QUESTION = Patience.whole(Duration.ofSeconds(10));
    // The engine closes the program's streams a little before it knows its exit code.
    private static final Duration END_LIMIT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long MOST = Duration.ofMillis(200).toNanos();
    private static final int KILLED = 137; // with the container, of which the engine keeps no code
    static final int UNREAD = 141; // as a shell tells of a program that nobody reads from

    private final DockerConnection connection;
    private final DockerContainers containers;
    private final Supplier<UserTerminal> terminal;
    private final ContainerHost host;

    /// @param terminal of the user, asked for when a program is run there
    DockerExec(DockerEngine engine, Supplier<UserTerminal> terminal, ContainerHost host) {
        this.connection = engine.connection();
        this.containers = engine.containers();
        this.terminal = terminal;
        this.host = host;
    }

    @Override
    public int attached(Request request, List<String> argv, List<String> environment) {
        return attached(new ExecRequest(request.id(), argv, environment, request.tty(), true, request.detachKeys()));
    }

    /// Runs a program with kdn's own streams.
    int attached(ExecRequest request) {
        String exec = prepare(request);
        Ending ending = connect(request, exec);
        return switch (ending) {
            case DETACHED -> 0;
            case UNREAD -> UNREAD;
            case ENDED -> exitCode(exec);
        };
    }

    private Ending connect(ExecRequest request, String exec) {
        try (ExecStream stream = connection.exec("run a command in the workspace", exec, request.tty(), START)) {
            Remote remote = new Remote(exec, stream);
            return request.tty()
                    ? terminal.get().connectRaw(remote, request.keys().orElse(DetachKeys.DEFAULT))
                    : terminal.get().connect(remote);
        }
    }

    String prepare(ExecRequest request) {
        try {
            return connection.prepare("run a command in the workspace", request);
        } catch (NotFoundException gone) {
            throw ContainerId.gone(request.container());
        } catch (ConflictException stopped) {
            throw stopped(stopped);
        } catch (EngineException refused) {
            // podman has no answer of its own for this
            throw containers.isAlive(request.container()) ? refused : stopped(refused);
        }
    }

    private static UnavailableException stopped(KdnException reason) {
        return new UnavailableException("the workspace does not run", "start it with 'kdn start'", reason);
    }

    /// The engine's own keys may have detached, which it tells by nothing but a program that goes on.
    int exitCode(String exec) {
        long end = System.nanoTime() + END_LIMIT.toNanos();
        ExecState found = inspect(exec);
        while (found.isRunning() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = inspect(exec);
        }
        if (found.exitCode().isEmpty() || found.isRunning()) {
            host.notes().accept("detached; the command goes on in the workspace");
            return 0;
        }
        return found.exitCode().getAsInt();
    }

    /// As the other one, of a program that nobody detaches from: it may have closed its outputs long before its end.
    int exitCodeAtEnd(String exec) {
        ExecState found = inspect(exec);
        for (long pause = PAUSE.toNanos(); found.isRunning(); pause = Math.min(2 * pause, MOST)) {
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) {
                throw new CancelledException("the wait for the program was cancelled");
            }
            found = inspect(exec);
        }
        return found.exitCode().orElse(KILLED);
    }

    private ExecState inspect(String exec) {
        return ExecState.ask(connection, "look at the command in the workspace", exec);
    }

    @Override
    public boolean succeeds(String id, List<String> argv) {
        String exec = prepare(new ExecRequest(id, argv, List.of(), false, false, Optional.empty()));
        try (ExecStream stream = connection.exec("run a command in the workspace", exec, false, QUESTION)) {
            stream.copyOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        } catch (IOException impossible) {
            return false; // nothing is written anywhere
        }
        return exitCode(exec) == 0;
    }

    /// The program inside, as a terminal sees it.
    private final class Remote implements RemoteCommand {
        private final String exec;
        private final ExecStream stream;
        private final OutputStream input;

        Remote(String exec, ExecStream stream) {
            this.exec = exec;
            this.stream = stream;
            this.input = stream.input();
        }

        @Override
        public OutputStream input() {
            return input;
        }

        @Override
        public void copyOutput(OutputStream out, OutputStream err) throws IOException {
            stream.copyOutput(out, err);
        }

        /// Rows come first in the engine's interface.
        @Override
        public void resize(TerminalDevice.Size size) {
            connection.ask(
                    "tell the size of the terminal",
                    client -> client.resizeExecCmd(exec)
                            .withSize(size.rows(), size.columns())
                            .exec());
        }

        @Override
        public void disconnect() {
            stream.close();
        }
    }
}
