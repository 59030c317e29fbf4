/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TerminalModesTest {
    @Test
    void linux() {
        // What a fresh terminal of Linux has: brkint icrnl ixon; opost onlcr; cs8 38400 cread; isig icanon echo….
        byte[] settings = new byte[36];
        wrap(settings).putInt(0x502).putInt(5).putInt(0xbf).putInt(0x8a3b);
        wrap(settings)
                .put(17 + 6, (byte) 0)
                .put(17 + 5, (byte) 9)
                .put(17, (byte) 3)
                .putInt(32, 0x01020304);

        ByteBuffer raw = wrap(TerminalModes.LINUX.raw(settings));

        assertThat(new int[] {raw.getInt(), raw.getInt(), raw.getInt(), raw.getInt()})
                .containsExactly(0, 4, 0xbf, 0xa30);
        assertThat(raw.get(17 + 6)).isEqualTo((byte) 1);
        assertThat(raw.get(17 + 5)).isZero();
        assertThat(raw.get(17)).as("other characters").isEqualTo((byte) 3);
        assertThat(raw.getInt(32)).isEqualTo(0x01020304);
    }

    @Test
    void keepsWhatRawModeDoesNotNeed() {
        byte[] settings = new byte[36];
        wrap(settings).putInt(0x4800).putInt(4).putInt(0x1100).putInt(0x200);

        ByteBuffer raw = wrap(TerminalModes.LINUX.raw(settings));

        assertThat(new int[] {raw.getInt(), raw.getInt(), raw.getInt(), raw.getInt()})
                .as("iutf8 ixany; onlcr; 7 bits with parity to 8 without; echoctl")
                .containsExactly(0x4800, 4, 0x1030, 0x200);
    }

    @Test
    void macOs() {
        // What a fresh terminal of macOS has: brkint icrnl ixon ixany imaxbel iutf8; opost onlcr; cs8 cread hupcl; ….
        byte[] settings = new byte[72];
        wrap(settings)
                .putLong(0x6b02)
                .putLong(3)
                .putLong(0x4b00)
                .putLong(0x200005cbL)
                .putLong(64, 9600);

        ByteBuffer raw = wrap(TerminalModes.MAC.raw(settings));

        assertThat(new long[] {raw.getLong(), raw.getLong(), raw.getLong(), raw.getLong()})
                .containsExactly(0x6800, 2, 0x4b00, 0x20000043L);
        assertThat(raw.get(32 + 16)).isEqualTo((byte) 1);
        assertThat(raw.get(32 + 17)).isZero();
        assertThat(raw.getLong(64)).isEqualTo(9600);
    }

    private static ByteBuffer wrap(byte[] settings) {
        return ByteBuffer.wrap(settings).order(ByteOrder.nativeOrder());
    }
}
