/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A storage that is made once, with workspaces of the fake runtime, for tests that each begin with one like it.
///
/// @param storage is left as it is from now on
record StorageTemplate(Path storage) {
    /// kdn with a storage of its own below that folder.
    Kdn fresh(Path folder) throws IOException {
        Kdn kdn = Kdn.fresh(folder);
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.toList()) {
                Files.copy(file, kdn.storage().resolve(storage.relativize(file).toString()));
            }
        }
        return kdn;
    }
}
