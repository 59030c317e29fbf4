/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.runtime.RuntimeState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Runs programs in workspaces.
final class LocalPrograms {
    private static final int MAX_COMPLAINT = 16 << 10;
    private static final long LAST_WORDS_MILLIS = 1000;

    private final LocalInstances instances;
    private final Sandbox sandbox;

    LocalPrograms(LocalInstances instances, Sandbox sandbox) {
        this.instances = instances;
        this.sandbox = sandbox;
    }

    /// Begins what takes time, of a program that is to be run soon.
    void expect(String id) {
        // A start looks for what is to be hidden more thoroughly, so nothing found before it counts.
        instances
                .find(id)
                .filter(instance -> instance.state(LocalInstances.boot()) == RuntimeState.RUNNING)
                .ifPresent(sandbox::expect);
    }

    /// @throws UnavailableException if it does not run
    LocalInstance running(String id) {
        LocalInstance instance = instances.get(id);
        if (instance.state(LocalInstances.boot()) != RuntimeState.RUNNING) {
            throw new UnavailableException("the workspace does not run", "start it with 'kdn start'");
        }
        return instance;
    }

    /// The program as it can be started.
    ConfinedProgram prepared(LocalInstance instance, SandboxedProgram program) {
        return sandbox.of(instance, program);
    }

    SandboxReport report(LocalInstance instance) {
        return SandboxReport.in(instances.folder(instance.id()));
    }

    /// As [#start], for what must not begin in a workspace that was stopped meanwhile.
    Process startInRunning(LocalInstance instance, SandboxedProgram program) {
        return startInRunning(instance, prepared(instance, program));
    }

    /// The same with what [#prepared] has made.
    Process startInRunning(LocalInstance instance, ConfinedProgram program) {
        Process process = program.start();
        try {
            LocalInstance _ = running(instance.id());
        } catch (RuntimeException stopped) {
            process.destroyForcibly();
            throw stopped;
        }
        return process;
    }

    /// What a program left behind.
    static final class Outcome {
        private final int exitCode;
        private final byte[] output;
        private final String complaint;

        private Outcome(int exitCode, byte[] output, String complaint) {
            this.exitCode = exitCode;
            this.output = output;
            this.complaint = complaint;
        }

        int exitCode() {
            return exitCode;
        }

        boolean succeeded() {
            return exitCode == 0;
        }

        /// Not a copy.
        byte[] output() {
            return output;
        }

        /// What it wrote to its standard error.
        String complaint() {
            return complaint;
        }
    }

    /// Starts it. Whoever starts it ends it, too.
    Process start(LocalInstance instance, SandboxedProgram program) {
        return prepared(instance, program).start();
    }

    /// Runs a program of kdn's own to its end.
    ///
    /// @param mostBytes of its output; more of it is an error
    /// @throws TimedOutException if it takes longer
    Outcome run(LocalInstance instance, SandboxedProgram program, byte[] input, int mostBytes, Duration limit) {
        String name = program.argv().getFirst() + " in the workspace";
        return SandboxAttempt.of(
                        instance,
                        program,
                        this,
                        prepared -> run(prepared, name, input, mostBytes, limit),
                        Outcome::exitCode)
                .end();
    }

    /// As [#run(LocalInstance, SandboxedProgram, byte[], int, Duration)], outside of all workspaces.
    ///
    /// @param name for messages
    static Outcome run(ConfinedProgram program, String name, byte[] input, int mostBytes, Duration limit) {
        Process process = program.start();
        Drain output = Drain.start(process.getInputStream(), mostBytes);
        Drain complaint = Drain.start(process.getErrorStream(), MAX_COMPLAINT);
        Thread feeder = Thread.ofPlatform().daemon().name("kdn-input").start(() -> feed(process, input));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimedOutException(name + " took longer than " + limit.toSeconds() + " s and was ended");
            }
            boolean _ = feeder.join(Duration.ofMillis(LAST_WORDS_MILLIS));
            return new Outcome(process.exitValue(), output.bytes(), complaint.text());
        } catch (InterruptedException e) {
            throw new CancelledException("cancelled while " + name + " ran");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException ended) {
            // Its exit code tells why.
        }
    }

    /// Reads a stream to its end in a thread of its own.
    private static final class Drain {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final InputStream stream;
        private final int most;
        private final Thread thread;
        private volatile boolean tooMuch;

        private Drain(InputStream stream, int most) {
            this.stream = stream;
            this.most = most;
            this.thread = Thread.ofPlatform().daemon().name("kdn-drain").unstarted(this::drain);
        }

        static Drain start(InputStream stream, int most) {
            Drain drain = new Drain(stream, most);
            drain.thread.start();
            return drain;
        }

        private void drain() {
            byte[] buffer = new byte[16 << 10];
            try {
                int count = stream.read(buffer);
                while (count >= 0) {
                    int room = Math.min(count, most - read.size());
                    tooMuch |= room < count;
                    read.write(buffer, 0, room);
                    count = stream.read(buffer);
                }
            } catch (IOException gone) {
                // With its program.
            }
        }

        byte[] bytes() throws InterruptedException {
            boolean _ = thread.join(Duration.ofMillis(LAST_WORDS_MILLIS));
            if (tooMuch) {
                throw new EngineException("a program in the workspace printed more than " + most + " bytes");
            }
            return read.toByteArray();
        }

        String text() throws InterruptedException {
            boolean _ = thread.join(Duration.ofMillis(LAST_WORDS_MILLIS));
            return read.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
