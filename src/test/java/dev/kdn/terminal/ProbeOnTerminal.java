/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An interactive shell on a pseudo terminal of 33 rows and 101 columns, in which a [TerminalProbe] runs as a job.
final class ProbeOnTerminal implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final Pattern READY = Pattern.compile("ready (\\d+)");

    private final Process process;
    private final Path folder;

    private ProbeOnTerminal(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// Starts the shell and in it the probe, and waits until the probe reads keys.
    static ProbeOnTerminal start(String mode, Path folder) throws Exception {
        assumeThat(Tool.isThere("bash")).as("bash is installed").isTrue();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                folder.resolve("arguments"),
                "--enable-native-access=ALL-UNNAMED\n-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n-cp \""
                        + System.getProperty("java.class.path") + "\"\n" + TerminalProbe.class.getName() + "\n");
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", "exec bash --noprofile --norc -i", "/dev/null");
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "xterm");
        builder.environment().put("PS1", "$ ");
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("shown").toFile());
        ProbeOnTerminal probe =
                new ProbeOnTerminal(builder.directory(folder.toFile()).start(), folder);
        probe.type("stty rows 33 cols 101 iutf8 -ixany; tty > tty; stty -g > before; " + java + " @arguments " + mode
                + "\n");
        probe.await("the probe", () -> probe.pid() != 0);
        return probe;
    }

    /// Sends keys to whoever reads the terminal.
    void type(String keys) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    /// Everything that the terminal has shown.
    String shown() {
        return text("shown");
    }

    ProbeOnTerminal awaitShown(String text) throws Exception {
        await(text, () -> shown().contains(text));
        return this;
    }

    /// Sends the probe a signal.
    void signal(String name) throws Exception {
        run("kill", "-s", name, Long.toString(pid()));
    }

    /// What stty says of the terminal, by an outsider.
    String stty(String... words) throws Exception {
        String[] argv = new String[words.length + 3];
        argv[0] = "stty";
        argv[1] = "-F";
        argv[2] = text("tty").strip();
        System.arraycopy(words, 0, argv, 3, words.length);
        return run(argv);
    }

    /// What stty -g said before the probe ran.
    String before() {
        return text("before");
    }

    /// Has the shell tell the settings that it gives to programs.
    String settingsOfTheShell() throws Exception {
        type("stty -g > now.part; mv now.part now\n");
        await("answer of the shell", () -> Files.exists(folder.resolve("now")));
        String settings = text("now");
        Files.delete(folder.resolve("now"));
        return settings;
    }

    /// The exit code of the probe, once it has ended.
    int exitCode() throws Exception {
        await("end of the probe", () -> ProcessHandle.of(pid()).isEmpty());
        type("echo \"code $?.\"\n");
        Pattern code = Pattern.compile("code (\\d+)\\.");
        await("exit code", () -> code.matcher(shown()).find());
        Matcher matcher = code.matcher(shown());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s: %s", what, shown()).isLessThan(end);
            Thread.sleep(10); // between two looks at a condition, not instead of one
        }
    }

    private long pid() {
        Matcher ready = READY.matcher(shown());
        return ready.find() ? Long.parseLong(ready.group(1)) : 0;
    }

    private String text(String file) {
        try {
            return new String(Files.readAllBytes(folder.resolve(file)), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String run(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
