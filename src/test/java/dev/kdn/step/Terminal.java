/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Collects what a logger prints, raw and as a person sees it at the end.
final class Terminal {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String raw() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The lines after all redrawing, colours left in.
    String shown() {
        StringBuilder shown = new StringBuilder();
        for (String line : raw().split("\n", -1)) {
            String clear = "\r\u001b[K";
            shown.append(line.substring(line.contains(clear) ? line.lastIndexOf(clear) + clear.length() : 0))
                    .append('\n');
        }
        return shown.substring(0, shown.length() - 1);
    }
}
