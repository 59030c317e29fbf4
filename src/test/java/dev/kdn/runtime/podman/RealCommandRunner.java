/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.TimedOutException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Just enough of a runner to talk to a real podman; counts calls and keeps what attached commands print.
@SuppressWarnings("JdkObsolete") // several threads write
final class RealCommandRunner implements CommandRunner {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final StringBuffer attached = new StringBuffer();

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        calls.add(String.join(
                " ", command.argv().subList(1, Math.min(3, command.argv().size()))));
        ProcessBuilder builder = new ProcessBuilder(command.argv()).redirectInput(new java.io.File("/dev/null"));
        builder.environment().putAll(command.environment());
        try {
            Process process = builder.start();
            StringBuffer stderr = new StringBuffer();
            Thread errors = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), stderr, lines));
            StringBuffer stdout = new StringBuffer();
            drain(process.getInputStream(), stdout, lines);
            errors.join();
            if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new TimedOutException("timed out: " + command.argv());
            }
            return new CommandResult(process.exitValue(), stdout.toString(), stderr.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int attach(Command command) {
        CommandResult result = run(command, line -> {});
        attached.append(result.stdout()).append(result.stderr());
        return result.exitCode();
    }

    private static void drain(InputStream stream, StringBuffer text, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
                lines.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
