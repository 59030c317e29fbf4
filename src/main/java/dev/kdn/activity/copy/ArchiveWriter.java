/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes an archive in the format that every tar reads: GNU's, which busybox knows, too.
final class ArchiveWriter {
    private static final int BUFFER = 256 << 10;
    private static final int MODES = 0777;
    private static final int ANY_FILE = 0644;

    private final TarArchiveOutputStream archive;
    private final byte[] buffer = new byte[BUFFER];

    ArchiveWriter(OutputStream target) {
        archive = new TarArchiveOutputStream(new BufferedOutputStream(target, BUFFER), "UTF-8");
        archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    void folder(String name, int mode, FileTime time) throws IOException {
        end(entry(new TarArchiveEntry(name + "/"), mode, time));
    }

    void symbolicLink(String name, String to, FileTime time) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        end(entry(entry, MODES, time));
    }

    /// A further name of a file of this archive.
    void link(String name, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(to);
        end(entry(entry, ANY_FILE, FileTime.fromMillis(0)));
    }

    /// A file whose content has to follow, see [#content].
    void file(String name, long size, int mode, FileTime time) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        archive.putArchiveEntry(entry(entry, mode, time));
    }

    /// The content of the file that was begun, of which no more is read than its size.
    ///
    /// @return whether there was as much
    boolean content(InputStream content, long size) throws IOException {
        long left = size;
        while (left > 0) {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return false;
            }
            archive.write(buffer, 0, count);
            left -= count;
        }
        archive.closeArchiveEntry();
        return true;
    }

    /// Ends the archive so that the end can be told from a connection that broke.
    void complete() throws IOException {
        file(CopyScripts.COMPLETE, 0, ANY_FILE, FileTime.fromMillis(0));
        archive.closeArchiveEntry();
        archive.close();
    }

    private void end(TarArchiveEntry entry) throws IOException {
        archive.putArchiveEntry(entry);
        archive.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(TarArchiveEntry entry, int mode, FileTime time) {
        entry.setMode(mode & MODES);
        entry.setModTime(time);
        return entry;
    }
}
