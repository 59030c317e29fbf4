/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.cli.CommandTree;
import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of `src/main/man` say what the help says; `-Dkdn.docs.update=true` rewrites them. The build only copies
/// them into the distribution.
class ManPagesTest {
    private static final Path FOLDER = Path.of("src/main/man");

    @TempDir
    private Path folder;

    @Test
    void matchTheCommands() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("kdn.docs.update")) {
            DocumentFolder.write(FOLDER, pages);
        }

        assertThat(DocumentFolder.read(FOLDER)).isEqualTo(pages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groff -man -Tutf8 -ww FILE",
                "mandoc -T lint -W warning,stop FILE",
                "man --warnings --local-file FILE"
            })
    void haveNothingThatFormattersComplainAbout(String formatter) throws IOException {
        String program = formatter.substring(0, formatter.indexOf(' '));
        assumeThat(Tool.isThere(program)).as(program + " is installed").isTrue();
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8", "MANWIDTH", "80", "HOME", folder.toString());
        for (String page : DocumentFolder.read(FOLDER).keySet()) {
            String file = FOLDER.resolve(page).toAbsolutePath().toString();
            List<String> argv = List.of(formatter.replace("FILE", file).split(" "));

            Result result = Program.of(argv, environment, folder).run().exit(0);

            assertThat(result.stderr()).as(page).isEmpty();
            boolean checksOnly = formatter.contains(" lint ");
            assertThat(result.stdout()).as(page).matches(text -> text.isEmpty() == checksOnly);
        }
    }

    private static Map<String, String> pages() throws IOException {
        String date = date();
        List<List<String>> paths = new ArrayList<>();
        WiringTest.collect(CommandTree.root(), List.of(), paths);
        Map<String, String> pages = new TreeMap<>();
        for (List<String> path : paths) {
            HelpPage help = HelpPage.of(path);
            pages.put(ManPage.name(help) + ".1", ManPage.of(help, date));
        }
        List<String> names =
                pages.keySet().stream().map(file -> file.replace(".1", "")).toList();
        pages.put("kdn.1", ManPage.root(HelpPage.of(List.of()), date, tables(), names));
        return pages;
    }

    private static Map<String, List<String>> tables() throws IOException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("EXIT STATUS", rows("docs/reference/exit-codes.md", "Code", 1));
        tables.put("ENVIRONMENT", rows("docs/reference/environment.md", "Variable", 2));
        return tables;
    }

    /// The rows of a table in Markdown: their first cell, and those from `next` on.
    private static List<String> rows(String page, String heading, int next) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(page))) {
            if (line.startsWith("| ") && !line.startsWith("| " + heading)) {
                String[] cells = line.replace("`", "").split(" *\\| *");
                rows.add(cells[1] + "  " + String.join(": ", List.of(cells).subList(1 + next, cells.length)));
            }
        }
        return rows;
    }

    /// The day that the build gives to all that it makes.
    private static String date() throws IOException {
        Matcher date =
                Pattern.compile("<project.build.outputTimestamp>(.{10})").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(date.find()).isTrue();
        return date.group(1);
    }
}
