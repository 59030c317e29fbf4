/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.io.IOException;
import java.io.OutputStream;

/// Standard error, for what is said to people. A failed write is ignored: there is nowhere left to tell.
public final class StandardError {
    private final OutputStream stream;

    public StandardError(OutputStream stream) {
        this.stream = stream;
    }

    public void line(String text) {
        write(text + "\n");
    }

    public void write(String text) {
        try {
            stream.write(Utf8.bytes(text));
            stream.flush();
        } catch (IOException unheard) {
            // see above
        }
    }
}
