/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file of an agent's settings: its bytes and the nine permission bits. Immutable.
public final class SettingsFile {
    /// For files that kdn makes: nobody else need read them.
    public static final int PRIVATE = 0600;

    private final byte[] content;
    private final int mode;

    public SettingsFile(byte[] content, int mode) {
        this.content = content.clone();
        this.mode = mode;
    }

    public byte[] content() {
        return content.clone();
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    public int mode() {
        return mode;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingsFile file && file.mode == mode && Arrays.equals(file.content, content);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(content) + mode;
    }

    @Override
    public String toString() {
        return "file of " + content.length + " bytes, mode " + Integer.toOctalString(mode); // not what may be secret
    }
}
