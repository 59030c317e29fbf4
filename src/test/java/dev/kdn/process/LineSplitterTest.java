/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    @Test
    void endsLinesAtNewlinesAndReturns() {
        add("one\ntwo\r\n\n10%\r20%\rthree");
        splitter.end();

        assertThat(lines).containsExactly("one", "two", "", "10%", "20%", "three");
    }

    @Test
    void joinsCharactersThatComeInPieces() {
        for (byte piece : "ü€🙂\r\nx\n".getBytes(StandardCharsets.UTF_8)) {
            splitter.add(new byte[] {piece}, 1);
        }

        assertThat(lines).containsExactly("ü€🙂", "x");
    }

    @Test
    void handsOnEndlessLineInPiecesOfWholeCharacters() {
        add("€".repeat(10_000));
        splitter.end();

        assertThat(String.join("", lines)).isEqualTo("€".repeat(10_000));
        assertThat(lines).hasSizeBetween(3, 5);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.add(bytes, bytes.length);
    }
}
