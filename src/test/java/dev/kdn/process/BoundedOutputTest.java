/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedOutputTest {
    @Test
    void keepsEverythingUpToTheLimit() {
        BoundedOutput output = new BoundedOutput(10);

        add(output, "01234");
        add(output, "56789");

        assertThat(output.text()).isEqualTo("0123456789");
        assertThat(output.text()).isEqualTo("0123456789");
    }

    @Test
    void keepsBeginningAndEndBeyondTheLimit() {
        BoundedOutput output = new BoundedOutput(10);

        add(output, "abc");
        add(output, "defghijklmnopqrstu");
        add(output, "vwxyz");

        assertThat(output.text()).isEqualTo("abcde\n[16 bytes left out]\nvwxyz");
    }

    @Test
    void toleratesBytesThatAreNotText() {
        BoundedOutput output = new BoundedOutput(10);

        output.add(new byte[] {'a', (byte) 0xff, 'b'}, 3);

        assertThat(output.text()).isEqualTo("a\ufffdb");
    }

    private static void add(BoundedOutput output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.add(bytes, bytes.length);
    }
}
