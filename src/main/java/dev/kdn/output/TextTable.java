/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.util.ArrayList;
import java.util.List;

/// Left-aligned columns, two blanks apart, without borders and without blanks at the end of a line.
public final class TextTable {
    private static final String GAP = "  ";

    private final Colors colors;
    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, boolean named) {}

    public TextTable(Colors colors, String... headings) {
        this.colors = colors;
        this.headings = List.of(headings);
    }

    /// Adds a row whose first cell is the name of the thing, and is coloured as one.
    public void row(String... cells) {
        rows.add(new Row(cleaned(cells), true));
    }

    /// Adds a row that goes on with the one before it.
    public void continuation(String... cells) {
        rows.add(new Row(cleaned(cells), false));
    }

    /// The headings and all rows, each line with its end.
    public String render() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder(rows.size() * 100 + 100);
        StringBuilder heading = new StringBuilder();
        append(heading, headings, widths, false);
        text.append(colors.heading(heading.toString())).append('\n');
        for (Row row : rows) {
            append(text, row.cells, widths, row.named);
            text.append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        widen(widths, headings);
        for (Row row : rows) {
            widen(widths, row.cells);
        }
        return widths;
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], CellWidth.of(cells.get(i)));
        }
    }

    private void append(StringBuilder text, List<String> cells, int[] widths, boolean named) {
        int last = cells.size() - 1;
        while (last > 0 && cells.get(last).isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            String cell = cells.get(i);
            text.append(named && i == 0 ? colors.name(cell) : cell);
            if (i < last) {
                text.repeat(' ', widths[i] - CellWidth.of(cell)).append(GAP);
            }
        }
    }

    private static List<String> cleaned(String... cells) {
        List<String> clean = new ArrayList<>(cells.length);
        for (String cell : cells) {
            clean.add(SafeText.line(cell));
        }
        return clean;
    }
}
