/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A file that does not fit on a few screens hides a type that wants a name.
class FileSizeTest {
    @Test
    void mainFilesAreShort() {
        assertThat(longerThan(250, Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void testFilesAreShort() {
        assertThat(longerThan(400, Path.of("src/test/java"))).isEmpty();
    }

    private static List<String> longerThan(int limit, Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > limit)
                    .map(file -> file + ": " + lines(file) + " lines")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
