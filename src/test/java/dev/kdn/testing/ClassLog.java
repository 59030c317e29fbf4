/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The classes that the JVM of a distribution loads, and where from.
final class ClassLog {
    private final Path file;

    private ClassLog(Path file) {
        this.file = file;
    }

    /// A loaded class.
    record Entry(String name, boolean isCached) {
        private static Entry parse(String line) {
            int end = line.indexOf(" source: ");
            return new Entry(end < 0 ? line : line.substring(0, end), line.contains("source: shared objects file"));
        }
    }

    /// Makes each later call write down what it loads.
    static ClassLog of(Distribution distribution) throws IOException {
        Path file = distribution.home().resolve("classes.log");
        distribution.addOption("-Xlog:class+load:file=" + file + ":none");
        return new ClassLog(file);
    }

    /// What the last call loaded.
    List<Entry> entries() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Entry::parse).toList();
        }
    }
}
