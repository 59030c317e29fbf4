/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `P` and `Q` stand for Ctrl-P and Ctrl-Q here.
class DetachFilterTest {
    private static final String DETACHED = "!";

    @ParameterizedTest
    @CsvSource({
        "PQ, !", // the sequence
        "abPQ, ab!", // after other keys
        "abPQcd, ab!", // what follows is for nobody
        "aPb, aPb", // a prefix that turns out to be none
        "PPQ, PPQ", // docker does not see a second beginning in the key that ends the first
        "PPPQ, PP!",
        "PbPQ, Pb!",
        "QP, QP", // held back until the input ends
        "P, P",
        "Q, Q",
        "QQ, QQ",
        "'',''"
    })
    void findsTheSequenceHoweverItArrives(String typed, String passed) {
        for (List<String> pieces : cuts(typed)) {
            assertThat(passed(DetachKeys.DEFAULT, pieces)).as("%s", pieces).isEqualTo(passed);
        }
    }

    @Test
    void holdsOnlyTheBeginningOfTheSequenceBack() {
        DetachFilter filter = new DetachFilter(DetachKeys.parse("a,b,c"));

        assertThat(pass(filter, "xa")).isEqualTo("x");
        assertThat(pass(filter, "b")).isEmpty();
        assertThat(filter.isDetached()).isFalse();
        assertThat(pass(filter, "b")).isEqualTo("abb");
        assertThat(pass(filter, "abc")).isEmpty();
        assertThat(filter.isDetached()).isTrue();
        assertThat(pass(filter, "more")).isEmpty();
        assertThat(filter.rest()).isEmpty();
    }

    @Test
    void oneKeyIsEnough() {
        assertThat(passed(DetachKeys.parse("ctrl-@"), List.of("a\0b"))).isEqualTo("a!");
    }

    @Test
    void passesEveryByteWhenOff() {
        StringBuilder all = new StringBuilder();
        for (char octet = 0; octet < 256; octet++) {
            all.append(octet).append((char) 16).append((char) 17);
        }

        assertThat(pass(new DetachFilter(DetachKeys.OFF), all.toString())).isEqualTo(all.toString());
    }

    @Test
    void passesEveryByteThatIsNoKey() {
        StringBuilder all = new StringBuilder();
        for (char octet = 18; octet < 256; octet++) {
            all.append(octet);
        }

        assertThat(pass(new DetachFilter(DetachKeys.DEFAULT), all.toString())).isEqualTo(all.toString());
    }

    /// The text at once, byte by byte, and cut in two at each place.
    private static List<List<String>> cuts(String text) {
        List<List<String>> cuts = new ArrayList<>();
        cuts.add(List.of(text));
        cuts.add(List.of(text.split("", -1)));
        for (int at = 1; at < text.length(); at++) {
            cuts.add(List.of(text.substring(0, at), text.substring(at)));
        }
        return cuts;
    }

    private static String passed(DetachKeys keys, List<String> pieces) {
        DetachFilter filter = new DetachFilter(keys);
        StringBuilder passed = new StringBuilder();
        for (String piece : pieces) {
            passed.append(letters(pass(filter, keyboard(piece))));
        }
        return passed.append(filter.isDetached() ? DETACHED : letters(new String(filter.rest(), ISO_8859_1)))
                .toString();
    }

    private static String pass(DetachFilter filter, String typed) {
        return new String(filter.pass(typed.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    private static String keyboard(String letters) {
        return letters.replace('P', (char) 16).replace('Q', (char) 17);
    }

    private static String letters(String typed) {
        return typed.replace((char) 16, 'P').replace((char) 17, 'Q');
    }
}
