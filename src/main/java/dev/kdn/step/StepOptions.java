/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import java.util.function.IntSupplier;

/// How progress is to be shown.
///
/// @param colour whether marks are coloured; counts for the animated style only
/// @param showLogs whether lines of engines are shown too
/// @param columns asked for the width of the terminal, to which a step is cut so that its line can be redrawn; 0 when
///     unknown
public record StepOptions(Style style, boolean colour, boolean showLogs, IntSupplier columns) {
    /// The three ways of showing progress.
    public enum Style {
        /// Warnings only, for JSON.
        SILENT,
        /// Lines, for files, pipes and terminals that cannot move the cursor.
        PLAIN,
        /// One line that is redrawn.
        ANIMATED
    }

    /// The options that follow from what is known when a command starts.
    ///
    /// @param json whether stdout gets a JSON document
    /// @param terminal whether stderr is a terminal
    /// @param dumb whether TERM is `dumb`
    /// @param colour whether the user wants colours: no NO_COLOR, no `--no-color`
    public static StepOptions of(boolean json, boolean terminal, boolean dumb, boolean colour, boolean showLogs) {
        Style style = json ? Style.SILENT : terminal && !dumb ? Style.ANIMATED : Style.PLAIN;
        return new StepOptions(style, colour, showLogs, () -> 0);
    }

    public StepOptions withColumns(IntSupplier newColumns) {
        return new StepOptions(style, colour, showLogs, newColumns);
    }
}
