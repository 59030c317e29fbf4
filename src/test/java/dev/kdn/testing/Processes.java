/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of this machine, those inside containers too, of which [ProcessHandle] knows no command.
public final class Processes {
    private Processes() {}

    /// Those with exactly these first words.
    public static List<ProcessHandle> running(String... words) {
        String wanted = String.join("\0", words) + "\0";
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(path -> commandLine(path).startsWith(wanted))
                    .map(path ->
                            ProcessHandle.of(Long.parseLong(path.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Seconds for a `sleep` by which it is known among those of the suites that run meanwhile in other JVMs.
    ///
    /// @param seconds at least a thousand, other ones in each test
    public static String sleep(int seconds) {
        return seconds + "%07d".formatted(ProcessHandle.current().pid());
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
