/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Counts what a kdn does to the files of its storage, and kills it at one of these effects, or lets the disk be full
/// from there on; see `src/test/crash/effects.c`. Needs a C compiler, without which the test is skipped.
public final class FileEffects {
    private static final Path SOURCE =
            Path.of("src", "test", "crash", "effects.c").toAbsolutePath();

    private static final int NO_SUCH_PROGRAM = 127;

    private final Path library;

    private FileEffects(Path library) {
        this.library = library;
    }

    /// When it strikes.
    public enum Mode {
        BEFORE,
        AFTER,
        /// In the middle of a write.
        TORN,
        /// No call that needs room succeeds any more.
        FULL
    }

    /// Compiles the library into the folder.
    public static FileEffects compiledIn(Path folder) {
        Path library = folder.resolve("effects.so");
        List<String> compiler =
                List.of("cc", "-O1", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-ldl");
        Result compiled = Program.of(compiler, Map.of("PATH", System.getenv("PATH")), folder)
                .withLimit(Duration.ofSeconds(60))
                .run();
        if (compiled.exit() == NO_SUCH_PROGRAM) {
            assertThat(TestEnvironment.has("KDN_TEST_ENGINES", "required"))
                    .as("KDN_TEST_ENGINES=required, but there is no C compiler")
                    .isFalse();
            assumeTrue(false, "needs a C compiler");
        }
        compiled.exit(0);
        return new FileEffects(library);
    }

    /// That kdn, struck at the effect of that number, counted from 1.
    public Kdn at(Kdn kdn, int number, Mode mode) {
        return counting(kdn)
                .with("EFFECTS_AT", Integer.toString(number))
                .with("EFFECTS_MODE", mode.name().toLowerCase(Locale.ROOT));
    }

    /// That kdn, only counted.
    public Kdn counting(Kdn kdn) {
        return kdn.with("LD_PRELOAD", library.toString())
                .with("EFFECTS_ROOT", kdn.storage().toString())
                .with("EFFECTS_LOG", log(kdn).toString());
    }

    /// That kdn, with only those calls counted, such as `rename`.
    public static Kdn only(Kdn kdn, List<String> calls) {
        return kdn.with("EFFECTS_KINDS", "," + String.join(",", calls) + ",");
    }

    /// What was counted since the last call of this, as lines `<number> <call> <path>`.
    public static List<String> counted(Kdn kdn) {
        Path log = log(kdn);
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            Files.deleteIfExists(log);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Kdn kdn) {
        return kdn.storage().resolveSibling("effects.log");
    }
}
