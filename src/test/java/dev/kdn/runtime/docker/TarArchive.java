/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Archives of one file, for copies into and out of containers.
final class TarArchive {
    private TarArchive() {}

    static byte[] of(String name, TestContainer.Source content, long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            content.writeTo(tar);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    static void copyFirst(InputStream archive, OutputStream output) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(archive);
        tar.getNextEntry();
        tar.transferTo(output);
    }
}
