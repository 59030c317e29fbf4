/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder of generated pages, as texts by file name.
final class DocumentFolder {
    private DocumentFolder() {}

    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> stored = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                stored.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return stored;
    }

    /// Replaces all that is in the folder.
    static void write(Path folder, Map<String, String> pages) throws IOException {
        Files.createDirectories(folder);
        for (String file : read(folder).keySet()) {
            Files.delete(folder.resolve(file));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }
}
