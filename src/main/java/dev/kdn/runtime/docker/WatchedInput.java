/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InputStream;

/// What an engine sends; each wait for it counts against the patience of the call.
final class WatchedInput extends InputStream {
    private final InputStream input;
    private final Call call;

    WatchedInput(InputStream input, Call call) {
        this.input = input;
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        call.waits();
        try {
            return input.read(buffer, offset, length);
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.goesOn();
        }
    }
}
