/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Surroundings.Terminals;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Where the process starts and ends.
public final class Main {
    private Main() {}

    static void main(String[] args) {
        if (System.getenv(LogSettings.VARIABLE) != null) {
            // Else, by the JVM's options, one that drops everything: Logback costs start-up.
            System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
        }
        HeadStart.ofChanges();
        int code = run(thisProcess(), args);
        // Not exit, which looks for a logger to tell, and so through the whole jar: nothing here has to be told.
        Runtime.getRuntime().halt(code);
    }

    /// Runs one command.
    ///
    /// @return the exit code, see `docs/reference/exit-codes.md`
    static int run(Surroundings surroundings, String... args) {
        return new Wiring(surroundings).dispatcher().run(args);
    }

    /// The facts of this process. The streams are the raw ones, since `System.out` hides failed writes.
    static Surroundings thisProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                Path.of(System.getProperty("user.dir", ".")).toAbsolutePath(),
                home(environment),
                Terminals.parse(System.getProperty("kdn.tty", "")),
                InstantSource.system(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /// `HOME`, else what the system's user list says.
    private static Optional<Path> home(Map<String, String> environment) {
        String named = environment.getOrDefault("HOME", "");
        String home = named.isEmpty() ? System.getProperty("user.home", "") : named;
        return home.startsWith("/") ? Optional.of(Path.of(home)) : Optional.empty();
    }
}
