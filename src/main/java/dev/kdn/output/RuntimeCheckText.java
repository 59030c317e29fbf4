/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.runtime.CheckedRuntime;
import dev.kdn.runtime.EngineStatus;
import java.util.ArrayList;
import java.util.List;

/// How the engines of runtimes are, one paragraph each, in lines of 80 columns where words allow it.
public final class RuntimeCheckText {
    private static final int COLUMNS = 80;
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder(512);

    private RuntimeCheckText() {}

    /// All paragraphs, or a sentence if there is none.
    public static String of(List<CheckedRuntime> runtimes, Colors colors) {
        RuntimeCheckText all = new RuntimeCheckText();
        for (CheckedRuntime runtime : runtimes) {
            all.paragraph(runtime, colors);
        }
        return runtimes.isEmpty() ? "No runtimes available\n" : all.text.toString();
    }

    private void paragraph(CheckedRuntime runtime, Colors colors) {
        EngineStatus status = runtime.status();
        text.append(text.isEmpty() ? "" : "\n")
                .append(colors.name(runtime.description().type()));
        text.append(status.isReachable() ? ": reachable\n" : ": not reachable\n");
        status.endpoint().ifPresent(endpoint -> {
            line("Endpoint", endpoint.address());
            line("Endpoint from", endpoint.source());
            line("Local", endpoint.local() ? "yes" : "no");
        });
        status.engine().ifPresent(engine -> {
            line("Version", engine.version());
            engine.rootless().ifPresent(rootless -> line("Rootless", rootless ? "yes" : "no"));
            line("Storage driver", engine.storageDriver());
        });
        status.trouble().ifPresent(trouble -> {
            line("Problem", trouble.reason());
            trouble.remedy().ifPresent(remedy -> line("To mend it", remedy));
        });
    }

    private void line(String label, String value) {
        if (value.isEmpty()) {
            return;
        }
        String start = INDENT + label + ": ";
        for (String part : value.lines().toList()) {
            wrap(start, SafeText.line(part));
            start = INDENT + INDENT;
        }
    }

    /// Breaks lines between words, but not within a quoted command, which is there to be copied.
    private void wrap(String start, String line) {
        StringBuilder current = new StringBuilder(start);
        boolean fresh = true;
        for (String word : words(line)) {
            if (!fresh && CellWidth.of(current.toString()) + 1 + CellWidth.of(word) > COLUMNS) {
                text.append(current).append('\n');
                current = new StringBuilder(INDENT + INDENT);
                fresh = true;
            }
            current.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        text.append(current).append('\n');
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < line.length()) {
            boolean quoted = line.charAt(start) == '\'' && line.indexOf('\'', start + 1) > 0;
            int end = line.indexOf(' ', quoted ? line.indexOf('\'', start + 1) : start);
            words.add(line.substring(start, end < 0 ? line.length() : end));
            start = end < 0 ? line.length() : end + 1;
        }
        return words;
    }
}
