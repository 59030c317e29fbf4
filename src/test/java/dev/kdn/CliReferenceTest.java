/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The pages of `docs/reference/cli` say what the help says; `-Dkdn.docs.update=true` rewrites them.
class CliReferenceTest {
    private static final Path FOLDER = Path.of("docs/reference/cli");

    @Test
    void matchesTheCommands() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("kdn.docs.update")) {
            DocumentFolder.write(FOLDER, pages);
        }

        assertThat(DocumentFolder.read(FOLDER)).isEqualTo(pages);
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
}
