/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages of `docs/reference/cli` say what the help says; `-Dkdn.docs.update=true` rewrites them.
class CliReferenceTest {
    private static final Path FOLDER = Path.of("docs/reference/cli");

    @Test
    void matchesTheCommands() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("kdn.docs.update")) {
            write(pages);
        }

        assertThat(stored()).isEqualTo(pages);
    }

    private static Map<String, String> pages() {
        List<List<String>> paths = new ArrayList<>();
        WiringTest.collect(CommandTree.root(), List.of(), paths);
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder("# Commands\n\n" + HelpPage.NOTE + "\n| Command | |\n|---|---|\n");
        for (List<String> path : paths) {
            HelpPage page = HelpPage.of(path);
            pages.put(page.file(), page.markdown());
            index.append("| [`")
                    .append(page.command())
                    .append("`](")
                    .append(page.file())
                    .append(") | ");
            index.append(page.summary()).append(" |\n");
        }
        index.append("\nGlobal flags, for every command, before and after its name:\n\n");
        pages.put("index.md", index.append(HelpPage.globalFlags()).toString());
        return pages;
    }

    private static Map<String, String> stored() throws IOException {
        Map<String, String> stored = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                stored.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return stored;
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (String file : stored().keySet()) {
            Files.delete(FOLDER.resolve(file));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }
}
