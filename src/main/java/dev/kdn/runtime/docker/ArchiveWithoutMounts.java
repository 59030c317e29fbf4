/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An archive without what is mounted in the container: docker puts that in as if it were the container's own, and then
/// fails to write it into the next one. Made piece by piece while it is read, since it may be large.
final class ArchiveWithoutMounts extends InputStream {
    private static final int PIECE = 64 << 10;

    private final TarArchiveInputStream source;
    private final Set<String> mounts;
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final TarArchiveOutputStream target = new TarArchiveOutputStream(ready, "UTF-8");
    private byte[] piece = new byte[0];
    private int next;
    private boolean inEntry;
    private boolean finished;

    /// @param mounts names of entries as in the archive, which are left out with all below them
    ArchiveWithoutMounts(InputStream archive, Set<String> mounts) {
        this.source = new TarArchiveInputStream(archive);
        this.mounts = Set.copyOf(mounts);
        target.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        target.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        target.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, bytes, offset, count);
        next += count;
        return count;
    }

    /// Whether there is something to read.
    private boolean fill() throws IOException {
        while (next == piece.length && !finished) {
            ready.reset();
            if (inEntry) {
                content();
            } else {
                entry();
            }
            piece = ready.toByteArray();
            next = 0;
        }
        return next < piece.length;
    }

    private void content() throws IOException {
        byte[] read = source.readNBytes(PIECE);
        target.write(read);
        if (read.length < PIECE) {
            target.closeArchiveEntry();
            inEntry = false;
        }
    }

    private void entry() throws IOException {
        TarArchiveEntry entry = source.getNextEntry();
        if (entry == null) {
            target.finish();
            finished = true;
        } else if (mounts.stream().noneMatch(mount -> (entry.getName() + "/").startsWith(mount + "/"))) {
            target.putArchiveEntry(entry);
            inEntry = true;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
