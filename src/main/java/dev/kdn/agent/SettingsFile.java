/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import dev.kdn.error.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file of an agent's settings: its bytes and the nine permission bits. Immutable.
public final class SettingsFile {
    /// For files that kdn makes: nobody else need read them.
    public static final int PRIVATE = 0600;

    /// No larger one is read from a workspace.
    public static final int MAX_BYTES = 16 << 20;

    private final byte[] content;
    private final int mode;

    public SettingsFile(byte[] content, int mode) {
        this.content = content.clone();
        this.mode = mode;
    }

    /// What to say of a file in a workspace that is larger than [#MAX_BYTES].
    public static EngineException tooLarge(String path) {
        return new EngineException(
                path + " in the workspace is larger than " + (MAX_BYTES >> 20) + " MiB",
                "move it away inside, or make the workspace anew without its agent's state: kdn recreate"
                        + " --discard-state NAME");
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
