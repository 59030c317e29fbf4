/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagParserTest {
    @Test
    void readsEveryForm() {
        assertThat(flags("--name", "x")).containsExactly("--name=x");
        assertThat(flags("--name=x=y")).containsExactly("--name=x=y");
        assertThat(flags("--name=")).containsExactly("--name=");
        assertThat(flags("-n", "x")).containsExactly("--name=x");
        assertThat(flags("-nx")).containsExactly("--name=x");
        assertThat(flags("-n=x")).containsExactly("--name=x");
        assertThat(flags("-vnx")).containsExactly("--verbose=true", "--name=x");
        assertThat(flags("-v=F", "--verbose=1")).containsExactly("--verbose=false", "--verbose=true");
        assertThat(flags("--name", "--other")).containsExactly("--name=--other");
    }

    @Test
    void takesNoFlagForAForgottenValue() {
        FlagParser.Parsed parsed = parse("-n", "--verbose");

        assertThat(parsed.problem().orElseThrow()).hasMessage("flag needs an argument: 'n' in -n");
        assertThat(parsed.flags()).containsExactly("--verbose=true");
        assertThat(parsed.awaiting()).isEmpty();
    }

    @Test
    void readsFlagsBetweenArgumentsButNotAfterTwoDashes() {
        FlagParser.Parsed parsed = parse("a", "-v", "-", "b", "--", "-n", "--");

        assertThat(parsed.flags()).containsExactly("--verbose=true");
        assertThat(parsed.positionals()).containsExactly("a", "-", "b", "-n", "--");
    }

    @Test
    void lastValueCounts() {
        assertThat(parse("-na", "-nb").value("--name")).contains("b");
    }

    @Test
    void keepsReadingAfterAProblem() {
        FlagParser.Parsed parsed = parse("--foo", "-v", "--name");

        assertThat(parsed.problem().orElseThrow()).hasMessage("unknown flag: --foo");
        assertThat(parsed.flags()).containsExactly("--verbose=true");
        assertThat(parsed.awaiting().orElseThrow().longestName()).isEqualTo("--name");
    }

    private static List<String> flags(String... words) {
        return parse(words).flags();
    }

    private static FlagParser.Parsed parse(String... words) {
        Syntax syntax = new Syntax();
        syntax.option("-n, --name name", "", given -> {});
        syntax.flag("-v, --verbose", "", given -> {});
        return FlagParser.all(syntax.spec().options(), List.of(words));
    }
}
