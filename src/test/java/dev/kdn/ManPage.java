/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The help of a command as a manual page, in the man macros that groff and mandoc both know.
final class ManPage {
    private static final String NOTE =
            ".\\\" Generated from the command tree:" + " ./mvnw test -Dtest=ManPagesTest -Dkdn.docs.update=true\n";

    private final HelpPage help;
    private final StringBuilder text = new StringBuilder(NOTE);

    private ManPage(HelpPage help) {
        this.help = help;
    }

    /// The page of a command below `kdn`.
    static String of(HelpPage help, String date) {
        ManPage page = new ManPage(help);
        page.begin(date);
        page.introduction();
        page.body();
        page.seeAlso();
        return page.text.toString();
    }

    /// The page of `kdn` itself.
    ///
    /// @param tables rows to append, by the title of their section
    /// @param pages names of all other pages
    static String root(HelpPage help, String date, Map<String, List<String>> tables, List<String> pages) {
        ManPage page = new ManPage(help);
        page.begin(date);
        page.paragraphs(List.of(
                "kdn runs AI coding agents in isolated, reproducible workspaces, one for each project, on pluggable"
                        + " runtimes.",
                "",
                "Results go to standard output, everything else to standard error. With -o json exactly one document is"
                        + " printed, errors included."));
        page.body();
        tables.forEach((title, rows) -> {
            page.section(title);
            rows.forEach(page::row);
        });
        page.section("SEE ALSO");
        page.references(pages);
        return page.text.toString();
    }

    static String name(HelpPage help) {
        return help.command().strip().replace(' ', '-');
    }

    private void begin(String date) {
        String title = name(help).toUpperCase(Locale.ROOT);
        text.append(".TH ").append(escaped(title)).append(" 1 ").append(date).append(" kdn \"kdn manual\"\n");
        section("NAME");
        text.append(escaped(name(help)))
                .append(" \\- ")
                .append(escaped(help.summary()))
                .append('\n');
        section("SYNOPSIS");
        for (String line : help.sections().getOrDefault("Usage", List.of())) {
            if (!line.isBlank()) {
                text.append(".B ").append(escaped(line.strip())).append('\n');
            }
        }
        section("DESCRIPTION");
    }

    private void introduction() {
        paragraphs(help.introduction());
    }

    /// Lines as they are; an empty one begins a paragraph.
    private void paragraphs(List<String> lines) {
        boolean first = true;
        for (String line : lines) {
            if (!line.isBlank()) {
                text.append(escaped(line)).append('\n');
                if (!first) {
                    continue;
                }
            }
            first = false;
            if (line.isBlank() && !text.toString().endsWith(".PP\n")) {
                text.append(".PP\n");
            }
        }
        int end = text.length() - ".PP\n".length();
        if (text.substring(end).equals(".PP\n")) {
            text.setLength(end);
        }
    }

    private void body() {
        help.sections().forEach((title, lines) -> {
            switch (title) {
                case "Usage" -> {}
                case "Examples" -> examples(lines);
                case "Aliases" -> {
                    section("ALIASES");
                    paragraphs(lines.stream().map(String::strip).toList());
                }
                default -> {
                    section(title.replace("Flags", "Options").toUpperCase(Locale.ROOT));
                    lines.stream().filter(line -> !line.isBlank()).forEach(this::row);
                }
            }
        });
    }

    private void examples(List<String> lines) {
        section("EXAMPLES");
        text.append(".EX\n");
        for (String line : lines) {
            if (!line.isBlank()) {
                text.append(escaped(line.strip())).append('\n');
            }
        }
        text.append(".EE\n");
    }

    /// Two columns, at least two blanks apart.
    private void row(String line) {
        String[] cells = line.strip().split(" {2,}", 2);
        text.append(".TP\n.B ").append(escaped(cells[0])).append('\n');
        text.append(escaped(cells.length > 1 && !cells[1].isBlank() ? cells[1] : "\u00a0"))
                .append('\n');
    }

    private void seeAlso() {
        section("SEE ALSO");
        references(List.of("kdn"));
    }

    private void references(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String end = i < names.size() - 1 ? ",\n" : "\n";
            text.append(".BR ").append(escaped(names.get(i))).append(" (1)").append(end);
        }
    }

    private void section(String title) {
        text.append(".SH ").append(escaped(title)).append('\n');
    }

    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder();
        line.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (character < 0x7f) {
                        escaped.appendCodePoint(character);
                    } else {
                        escaped.append("\\[u%04X]".formatted(character));
                    }
                }
            }
        });
        return line.startsWith(".") ? "\\&" + escaped : escaped.toString();
    }
}
