/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The help of a command as a Markdown page.
///
/// @param path words after `kdn`
/// @param introduction lines before the first section
/// @param sections lines by title
record HelpPage(List<String> path, List<String> introduction, Map<String, List<String>> sections) {
    static final String NOTE = "<!-- Generated from the command tree: ./mvnw test -Dtest=CliReferenceTest"
            + " -Dkdn.docs.update=true -->\n";
    private static final String GLOBAL = "Global Flags";

    static HelpPage of(List<String> path) {
        List<String> words = new ArrayList<>(path);
        words.add("--help");
        List<String> introduction = new ArrayList<>();
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = introduction;
        for (String line :
                KdnInJvm.run(words.toArray(new String[0])).out().lines().toList()) {
            if (line.endsWith(":") && !line.startsWith(" ")) {
                current = new ArrayList<>();
                sections.put(line.substring(0, line.length() - 1), current);
            } else if (line.startsWith("Use \"")) {
                break;
            } else {
                current.add(line);
            }
        }
        return new HelpPage(path, introduction, sections);
    }

    static String globalFlags() {
        return table("Flag", of(List.of()).sections().getOrDefault(GLOBAL, List.of()));
    }

    String command() {
        return "kdn " + String.join(" ", path);
    }

    String file() {
        return command().replace(' ', '-') + ".md";
    }

    String summary() {
        return introduction.getFirst();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# " + command() + "\n\n" + NOTE + "\n");
        introduction.forEach(line -> text.append(escaped(line)).append('\n'));
        for (Map.Entry<String, List<String>> section : sections.entrySet()) {
            if (section.getKey().equals(GLOBAL)) {
                continue;
            }
            text.append("## ")
                    .append(section.getKey())
                    .append("\n\n")
                    .append(body(section))
                    .append('\n');
        }
        return text.append("The [global flags](index.md) apply, too.\n").toString();
    }

    private static String body(Map.Entry<String, List<String>> section) {
        return switch (section.getKey()) {
            case "Flags" -> table("Flag", section.getValue());
            case "Available Commands" -> table("Command", section.getValue());
            case "Aliases" -> String.join("", section.getValue()).strip() + "\n";
            default -> "```sh\n" + String.join("\n", section.getValue()).strip().replaceAll("(?m)^ +", "") + "\n```\n";
        };
    }

    /// Lines of two columns, at least two blanks apart.
    private static String table(String title, List<String> lines) {
        StringBuilder text = new StringBuilder("| " + title + " | |\n|---|---|\n");
        for (String line : lines) {
            if (!line.isBlank()) {
                String[] cells = line.strip().split(" {2,}", 2);
                text.append("| `")
                        .append(cells[0])
                        .append("` | ")
                        .append(escaped(cells[1]))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
