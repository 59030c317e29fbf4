/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Puts `src/test/crash/podman` before the real podman, where it counts the calls and kills kdn at one of them.
final class PodmanShim {
    private static final Path FOLDER = Path.of("src", "test", "crash").toAbsolutePath();

    private PodmanShim() {}

    /// When kdn is killed.
    enum Mode {
        BEFORE,
        /// kdn dies first, the call is made while the next command runs already.
        DURING,
        AFTER
    }

    static Kdn counting(Kdn kdn) {
        return at(kdn, 0, Mode.BEFORE);
    }

    /// That kdn, killed at the call of that number, counted from 1.
    static Kdn at(Kdn kdn, int number, Mode mode) {
        String path = System.getenv("PATH");
        Path podman = Arrays.stream(path.split(":", -1))
                .map(folder -> Path.of(folder, "podman"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        return kdn.with("PATH", FOLDER + ":" + path)
                .with("SHIM_PODMAN", podman.toString())
                .with("SHIM_LOG", log(kdn).toString())
                .with("SHIM_AT", Integer.toString(number))
                .with("SHIM_MODE", mode.name().toLowerCase(Locale.ROOT));
    }

    /// The calls since the last time this was asked, by their first words.
    static List<String> calls(Kdn kdn) {
        try {
            List<String> calls = Files.exists(log(kdn)) ? Files.readAllLines(log(kdn)) : List.of();
            Files.deleteIfExists(log(kdn));
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Kdn kdn) {
        return kdn.storage().resolveSibling("podman-calls.log");
    }
}
