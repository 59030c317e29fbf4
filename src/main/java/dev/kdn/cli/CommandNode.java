/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.List;

/// A word of the command line that is not a flag or an argument.
public sealed interface CommandNode permits CommandEntry, CommandGroup {
    String name();

    /// Other words for the same.
    List<String> aliases();

    Section section();

    /// One line for the list of commands.
    String summary();

    default boolean isCalled(String word) {
        return name().equals(word) || aliases().contains(word);
    }

    /// The headings of the root help.
    enum Section {
        MAIN("Main Commands"),
        WORKSPACE("Workspace Commands"),
        ACTIVITY("Activity Commands"),
        SECRET("Secret Commands"),
        RUNTIME("Runtime Commands"),
        IMAGE("Image Commands"),
        AGENT("Agent Commands"),
        ADDITIONAL("Additional Commands"),
        /// Neither shown nor proposed.
        HIDDEN("");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
