/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs short programs in containers that read their standard input to its end.
record DockerFeed(DockerConnection connection) {
    private static final String WHAT = "pass something to the workspace";
    private static final Patience START = Patience.beginning(Duration.ofSeconds(30));
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// Runs it; what it prints is only for messages.
    ///
    /// @throws EngineException if it does not end with 0
    void run(String id, boolean root, List<String> argv, String input) {
        String exec = connection.ask(
                WHAT,
                client -> (root ? client.execCreateCmd(id).withUser("0") : client.execCreateCmd(id))
                        .withCmd(argv.toArray(String[]::new))
                        .withAttachStdin(true)
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .exec()
                        .getId());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ExecStream stream = connection.exec(WHAT, exec, false, START)) {
            try (OutputStream stdin = stream.input()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            stream.copyOutput(OutputStream.nullOutputStream(), said);
        } catch (IOException broken) {
            throw new EngineException("cannot " + WHAT + ": " + broken.getMessage(), null, broken);
        }
        if (!succeeded(exec)) {
            throw new EngineException("cannot " + WHAT + ": "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /// The engine closes the streams a little before it knows the exit code.
    private boolean succeeded(String exec) {
        long end = System.nanoTime() + END_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var found =
                    connection.ask(WHAT, client -> client.inspectExecCmd(exec).exec());
            if (!Boolean.TRUE.equals(found.isRunning()) && found.getExitCodeLong() != null) {
                return found.getExitCodeLong() == 0;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }
}
