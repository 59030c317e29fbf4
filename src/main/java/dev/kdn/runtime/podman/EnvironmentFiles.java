/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import dev.kdn.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Short-lived files of variables for podman, readable by their owner only.
///
/// @param folder `<S>/runtimes/podman`
record EnvironmentFiles(Storage storage, Path folder) {
    /// A new one, to be deleted when podman has read it.
    Path write(String content) {
        try {
            Path file = TemporaryFiles.nameFor(storage.ensureFolder(folder).resolve("environment"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content, StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write into " + folder, e);
        }
    }
}
