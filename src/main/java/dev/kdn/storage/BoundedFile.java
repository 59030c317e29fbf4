/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Reads whole files that others write. A pipe or device in their place would keep kdn waiting for ever, and a file
/// without end would fill its memory.
public final class BoundedFile {
    private BoundedFile() {}

    /// The content of a regular file; symbolic links are followed.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    /// @throws FileSystemException with a reason, if it is no regular file or larger than `maxBytes`
    public static byte[] read(Path file, int maxBytes) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        if (attributes.size() > maxBytes) {
            throw new FileSystemException(file.toString(), null, "is larger than " + (maxBytes >> 20) + " MiB");
        }
        return Files.readAllBytes(file);
    }
}
