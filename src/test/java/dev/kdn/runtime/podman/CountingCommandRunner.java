/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.ProcessRunner;
import dev.kdn.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Runs real programs and counts the calls; captures what attached commands print, since there is no terminal here.
final class CountingCommandRunner implements CommandRunner {
    /// The first two arguments of each call so far.
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private final CommandRunner real =
            new ProcessRunner(TestEnvironment.engines(), new Cancellation(), new ChildJournal());
    private volatile String attached = "";
    private volatile String lastLine = "";

    /// From now on a command that prints that line is cancelled, as by Ctrl-C.
    void cancelAtLine(String line) {
        lastLine = line;
    }

    /// What the last attached command printed.
    String attached() {
        return attached;
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        List<String> argv = command.argv();
        calls.add(String.join(" ", argv.subList(1, Math.min(3, argv.size()))));
        Thread caller = Thread.currentThread();
        return real.run(command, line -> {
            lines.accept(line);
            if (line.equals(lastLine)) {
                caller.interrupt();
            }
        });
    }

    @Override
    public int attach(Command command) {
        CommandResult result = run(command);
        attached = result.stdout() + result.stderr();
        return result.exitCode();
    }
}
