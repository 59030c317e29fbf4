/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Whether the configuration of a workspace is still the one that it was made with.
final class Drift {
    /// The fact that tells which one that was.
    static final String CONFIGURATION = "configuration_hash";

    private static final int MAX_BYTES = 16 << 20;

    private Drift() {}

    /// A fingerprint of the folder's workspace.json.
    static String configuration(Path folder) {
        Path file = folder.resolve("workspace.json");
        try {
            return Digest.sha256(BoundedFile.read(file, MAX_BYTES));
        } catch (NoSuchFileException none) {
            return "none";
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    /// Whether it is another one now; workspaces of other kdns do not tell.
    static boolean isChanged(Path folder, Map<String, String> facts) {
        String before = facts.get(CONFIGURATION);
        return before != null && !before.equals(configuration(folder));
    }
}
