/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/// Reads an archive that nobody vouches for: names lead nowhere but down, and neither their number nor their length
/// can use up this machine's memory.
final class ArchiveReader {
    private static final int MOST_ENTRIES = 2_000_000;
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int MOST_NAME_CHARACTERS = 4096;
    private static final char NOT_UNICODE = '\uFFFD';

    private final Counted source;
    private final Marked archive;
    private final String where;
    private final int mostEntries;
    private int entries;

    /// @param where the archive comes from, for messages
    ArchiveReader(InputStream source, String where) {
        this(source, where, MOST_ENTRIES);
    }

    ArchiveReader(InputStream source, String where, int mostEntries) {
        this.mostEntries = mostEntries;
        this.source = new Counted(source);
        this.archive = new Marked(this.source);
        this.where = where;
    }

    /// An entry whose content can be read until the next one.
    ///
    /// @param parts of its name below the root of the archive; none for the root
    record Entry(TarArchiveEntry header, List<String> parts) {
        String name() {
            return String.join("/", parts);
        }

        /// Not as the header itself sees it, for which a device is a file.
        boolean isFile() {
            byte type = header.getLinkFlag();
            return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
        }
    }

    /// The next entry; empty at the end.
    ///
    /// @throws IOException if the archive is damaged or cannot be read
    /// @throws RefusedException if it is made to do harm
    Optional<Entry> next() throws IOException {
        while (archive.getCurrentEntry() != null && archive.skip(Long.MAX_VALUE) > 0) {
            // What is left of an entry counts for no header.
        }
        source.left = MOST_HEADER_BYTES;
        TarArchiveEntry header = nextHeader();
        source.left = Long.MAX_VALUE;
        if (header == null) {
            if (archive.brokeOff) {
                throw new IOException("it ends without the mark of its end");
            }
            source.drain();
            return Optional.empty();
        }
        if (++entries > mostEntries) {
            throw refused("more than " + mostEntries + " entries");
        }
        if (header.isSparse()) {
            throw refused("an entry that says its content is larger than it is: " + header.getName());
        }
        return Optional.of(new Entry(header, parts(header.getName())));
    }

    @SuppressWarnings("NullAway") // commons-compress is not annotated; null is its end
    private TarArchiveEntry nextHeader() throws IOException {
        try {
            return archive.getNextEntry();
        } catch (IllegalArgumentException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    /// The parts of a name, which has to lead down.
    List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        if (name.startsWith("/")) {
            throw refused("an absolute name: " + name);
        }
        checkText(name);
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw refused("a name that leads out: " + name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /// Where a symbolic link leads, which may be anywhere.
    String target(Entry link) {
        String target = link.header().getLinkName();
        checkText(target);
        return target;
    }

    private void checkText(String name) {
        if (name.length() > MOST_NAME_CHARACTERS) {
            throw refused("a name of " + name.length() + " characters");
        }
        if (name.indexOf(NOT_UNICODE) >= 0 || name.indexOf('\0') >= 0) {
            throw refused("a name that is not text: " + name.replace('\0', NOT_UNICODE));
        }
    }

    RefusedException refused(String what) {
        return new RefusedException("refused the archive from " + where + ": it has " + what);
    }

    /// Reads the content of the entry.
    int read(byte[] buffer, int offset, int length) throws IOException {
        return archive.read(buffer, offset, length);
    }

    /// Tells an archive that has an end from one that only stops.
    private static final class Marked extends TarArchiveInputStream {
        private boolean brokeOff;

        Marked(InputStream source) {
            super(source, "UTF-8");
        }

        @Override
        protected boolean isEOFRecord(byte @Nullable [] record) {
            brokeOff |= record == null;
            return super.isEOFRecord(record);
        }
    }

    /// Gives so many bytes and no more.
    private static final class Counted extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Counted(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                throw new IOException("an entry of the archive has too long a header");
            }
            int count = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return left == Long.MAX_VALUE ? super.skip(count) : super.skip(Math.min(count, left));
        }

        /// What comes after the end of an archive is padding, of which there is little.
        void drain() throws IOException {
            left = MOST_HEADER_BYTES;
            long _ = transferTo(java.io.OutputStream.nullOutputStream());
            left = Long.MAX_VALUE;
        }
    }
}
