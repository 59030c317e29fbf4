/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A running [CancellationProbe].
record Probe(Process process, BufferedReader output) implements AutoCloseable {
    static Probe start(String mode, int undoMillis, String script) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CancellationProbe.class.getName(),
                        mode,
                        String.valueOf(undoMillis),
                        script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Probe(process, process.inputReader());
    }

    String readLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    void send(int signal) {
        if (!Posix.kill(Math.toIntExact(process.pid()), signal)) {
            throw new AssertionError("the probe has ended");
        }
    }

    boolean isAliveAfter(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode(Duration limit) throws InterruptedException {
        if (isAliveAfter(limit)) {
            throw new AssertionError("the probe still runs after " + limit);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
