/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.command.ExecCreateCmd;
import dev.kdn.error.EngineException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.container.ContainerEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs short programs in containers that read their standard input to its end.
record DockerFeed(DockerConnection connection) {
    private static final String WHAT = "pass something to the workspace";
    private static final Patience PATIENCE = Patience.whole(Duration.ofMinutes(2));
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// Runs it; what it prints is only for messages.
    ///
    /// @throws EngineException if it does not end with 0
    /// @throws dev.kdn.error.TimedOutException if it does not end
    void run(String id, boolean root, List<String> argv, String input) {
        String exec = connection.ask(WHAT, client -> {
            ExecCreateCmd command = client.execCreateCmd(id)
                    .withCmd(argv.toArray(String[]::new))
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true);
            return (root ? command.withUser("0").withEnv(ContainerEngine.ROOT_ENVIRONMENT) : command)
                    .exec()
                    .getId();
        });
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ExecStream stream = connection.exec(WHAT, exec, false, PATIENCE)) {
            feed(stream, input, said);
        }
        long code = exitCode(exec);
        if (code != 0) {
            String words = said.toString(StandardCharsets.UTF_8).strip();
            throw new EngineException(
                    "cannot " + WHAT + ": " + (words.isEmpty() ? "" : words + ", ") + "exit code " + code);
        }
    }

    /// A program that ended before it read everything tells by its words and its exit code why, not by the broken pipe.
    private static void feed(ExecStream stream, String input, ByteArrayOutputStream said) {
        IOException unread = null;
        try (OutputStream stdin = stream.input()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            unread = endedEarly;
        }
        try {
            stream.copyOutput(OutputStream.nullOutputStream(), said);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // in writing to memory
        } catch (EngineException | UnavailableException cutOff) {
            if (unread == null) {
                throw cutOff;
            }
        }
    }

    /// The engine closes the streams a little before it knows the exit code.
    private int exitCode(String exec) {
        long end = System.nanoTime() + END_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            ExecState found = ExecState.ask(connection, WHAT, exec);
            if (!found.isRunning() && found.exitCode().isPresent()) {
                return found.exitCode().getAsInt();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new EngineException("cannot " + WHAT + ": the engine does not tell how the program ended");
    }
}
