/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.activity.copy.ArchiveReader.Entry;
import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/// Writes an archive that somebody else made into one whose names are all below a folder of ours.
final class Repacking {
    private static final int FOLDER = 0755;

    private final ArchiveReader from;
    private final ArchiveWriter to;
    private final Consumer<String> warnings;

    /// @param warnings told of what cannot be copied
    Repacking(ArchiveReader from, ArchiveWriter to, Consumer<String> warnings) {
        this.from = from;
        this.to = to;
        this.warnings = warnings;
    }

    /// Writes all entries.
    ///
    /// @throws IOException if nobody takes the archive any more
    void run() throws IOException {
        to.folder(CopyScripts.CONTENT, FOLDER, FileTime.fromMillis(0));
        for (Optional<Entry> next = next(); next.isPresent(); next = next()) {
            write(next.get());
        }
    }

    private Optional<Entry> next() throws IOException {
        try {
            return from.next();
        } catch (ClosedByInterruptException | InterruptedIOException cancelled) {
            throw cancelled;
        } catch (IOException damaged) {
            throw unreadable(damaged);
        }
    }

    private static ConfigurationException unreadable(IOException e) {
        return new ConfigurationException(
                "standard input is no archive of tar, or a damaged one: " + e.getMessage(),
                "unpack a compressed one first, as in 'gunzip -c FILE | kdn cp - NAME:PATH'",
                e);
    }

    private void write(Entry entry) throws IOException {
        TarArchiveEntry header = entry.header();
        FileTime time = header.getLastModifiedTime();
        if (entry.parts().isEmpty()) {
            return; // the folder itself is there already, with a mode of its own
        }
        String name = below(entry.parts());
        if (header.isDirectory()) {
            to.folder(name, header.getMode(), time);
        } else if (header.isSymbolicLink()) {
            to.symbolicLink(name, from.target(entry), time);
        } else if (header.isLink()) {
            to.link(name, below(from.parts(header.getLinkName())));
        } else if (entry.isFile()) {
            to.file(name, header.getSize(), header.getMode(), time);
            if (!to.content(content(), header.getSize())) {
                throw unreadable(new IOException("it ends within " + entry.name()));
            }
        } else {
            warnings.accept("left out, since it is neither file, folder nor link: " + entry.name());
        }
    }

    private static String below(List<String> parts) {
        return CopyScripts.CONTENT + "/" + String.join("/", parts);
    }

    private InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return from.read(buffer, offset, length);
                } catch (ClosedByInterruptException | InterruptedIOException cancelled) {
                    throw cancelled;
                } catch (IOException damaged) {
                    throw unreadable(damaged);
                }
            }
        };
    }
}
