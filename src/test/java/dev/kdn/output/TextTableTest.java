/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsWideAndCombiningCharactersWithoutBlanksAtTheEnd() {
        TextTable table = new TextTable(new Colors(false), "NAME", "STATE", "NOTE");
        table.row("日本", "running", "");
        table.row("e\u0301", "stopped", "x");
        table.row("👍🏽 ok", "", "");

        assertThat(table.render()).isEqualTo("""
            NAME   STATE    NOTE
            日本   running
            e\u0301      stopped  x
            👍🏽 ok
            """);
    }

    @Test
    void coloursHeadingsAndNames() {
        TextTable table = new TextTable(new Colors(true), "NAME", "STATE");
        table.row("a", "running");
        table.continuation("b", "");

        assertThat(table.render()).isEqualTo("\u001b[32;4mNAME  STATE\u001b[0m\n\u001b[33ma\u001b[0m     running\nb\n");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        TextTable table = new TextTable(new Colors(false), "NAME");
        table.row("a\u001b[2Jb\nc");

        assertThat(table.render()).isEqualTo("NAME\na?[2Jb?c\n");
    }
}
