/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.OutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text of logs without what would do more to a terminal than print. `^` stands for the escape character here, `<` for
/// a
/// carriage return, `~` for a line feed.
class LogTextTest {
    private static byte[] bytes(String text) {
        return text.replace('^', '\033').replace('<', '\r').replace('~', '\n').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String shown(String text, boolean raw, boolean colors, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = bytes(text);
        try (OutputStream log = new LogText(new StandardOutput(out), raw, colors)) {
            for (int at = 0; at < bytes.length; at += piece) {
                log.write(bytes, at, Math.min(piece, bytes.length - at));
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1)
                .replace('\033', '^')
                .replace('\r', '<')
                .replace('\n', '~');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        plain\ttext~no end          | plain\ttext~no end
        ^[31mred^[0m                | red
        ^[38:2::1:2:3mtrue^[m       | true
        a^[2Jb^[1;1Hc^[?25hd        | abcd
        ^[>4;2mkeys                 | keys
        one<~two<<~three            | one~two~three
        10%<20%<30%~                | 10%~20%~30%~
        done<                       | done
        ^]0;a title\u0007text       | text
        ^]8;;http://x^\\link^]8;;^\\. | link.
        ^]never ends~next line      | ~next line
        ^P never ends~next line     | ~next line
        ^]0;title^[31mred           | red
        ^[3^[31mred                 | red
        ^^[31mred                   | red
        ^~line                      | ~line
        ^[~line                     | ~line
        ^[31~line                   | ~line
        ^(Btext^=^7^8^c             | text
        \u0000\u0007\u0008\u007fx   | x
        ü\u00ff\u009b               | ü\u00ff\u009b
        ^[                          | ''
        """)
    void leavesOutWhatMovesTheCursor(String text, String shown) throws IOException {
        for (int piece : new int[] {1, 2, 3, 1000}) {
            assertThat(shown(text, false, false, piece))
                    .as("in pieces of %d", piece)
                    .isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ^[31mred^[0m^[K       | ^[31mred^[0m
        ^[38:2::1:2:3mtrue^[m | ^[38:2::1:2:3mtrue^[m
        ^[>4;2mkeys^[?4m      | keys
        """)
    void keepsColors(String text, String shown) throws IOException {
        for (int piece : new int[] {1, 4, 1000}) {
            assertThat(shown(text, false, true, piece)).isEqualTo(shown);
        }
    }

    @Test
    void rawIsByteExact() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (OutputStream log = new LogText(new StandardOutput(out), true, false)) {
            log.write(bytes, 0, 33_333);
            log.write(bytes, 33_333, 66_666);
            log.write(bytes[99_999]);
        }

        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aLongSequenceIsNoneAndCostsNoMemory() throws IOException {
        assertThat(shown("^[" + "1;".repeat(100_000) + "mend", false, true, 1000))
                .hasSizeLessThan(200_010)
                .endsWith("mend");
    }

    @Test
    void whoNoLongerReadsIsNoticed() throws IOException {
        try (OutputStream log = new LogText(new StandardOutput(failing("Broken pipe")), false, false)) {
            log.write(bytes("one~"));
            assertThatThrownBy(() -> log.write(bytes("two~"))).isInstanceOf(IOException.class);
        }
        try (OutputStream log = new LogText(new StandardOutput(failing("No space left")), false, false)) {
            assertThatThrownBy(() -> log.write(bytes("one~"))).isInstanceOf(OutputException.class);
        }
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
