/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.util.ArrayList;
import java.util.List;

/// Left-aligned columns, two blanks apart, without borders and without blanks at the end of a line.
public final class TextTable {
    private static final String GAP = "  ";

    private final Colors colors;
    private final Row headings;
    private final List<Row> rows = new ArrayList<>();

    public TextTable(Colors colors, String... headings) {
        this.colors = colors;
        this.headings = new Row(false, headings);
    }

    /// Adds a row whose first cell is the name of the thing, and is coloured as one.
    public void row(String... cells) {
        rows.add(new Row(true, cells));
    }

    /// Adds a row that goes on with the one before it.
    public void continuation(String... cells) {
        rows.add(new Row(false, cells));
    }

    /// The headings and all rows, each line with its end.
    public String render() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder(rows.size() * 100 + 100);
        StringBuilder heading = new StringBuilder();
        append(heading, headings, widths);
        text.append(colors.heading(heading.toString())).append('\n');
        for (Row row : rows) {
            append(text, row, widths);
            text.append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = headings.widths.clone();
        for (Row row : rows) {
            for (int i = 0; i < row.widths.length; i++) {
                widths[i] = Math.max(widths[i], row.widths[i]);
            }
        }
        return widths;
    }

    private void append(StringBuilder text, Row row, int[] widths) {
        int last = row.cells.length - 1;
        while (last > 0 && row.cells[last].isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            String cell = row.cells[i];
            text.append(row.named && i == 0 ? colors.name(cell) : cell);
            if (i < last) {
                text.repeat(' ', widths[i] - row.widths[i]).append(GAP);
            }
        }
    }

    /// A line of cells, measured once.
    private static final class Row {
        private final String[] cells;
        private final int[] widths;
        private final boolean named;

        private Row(boolean named, String... raw) {
            this.named = named;
            cells = new String[raw.length];
            widths = new int[raw.length];
            for (int i = 0; i < raw.length; i++) {
                cells[i] = SafeText.line(raw[i]);
                widths[i] = CellWidth.of(cells[i]);
            }
        }
    }
}
