/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives made to write where they should not. Everything is unpacked in `<folder>/inside`.
class UnpackingTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8");
    private final List<String> warnings = new ArrayList<>();

    @Test
    void refusesNamesThatLeadUp() throws IOException {
        folder("./");
        file("./../escaped", "x");

        assertRefused("a name that leads out: ./../escaped");
    }

    @Test
    void refusesNamesThatLeadUpAndComeBack() throws IOException {
        folder("./");
        file("./a/../b", "x");

        assertRefused("a name that leads out: ./a/../b");
    }

    @Test
    void refusesAbsoluteNames() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(folder.resolve("escaped").toString(), true);
        entry.setSize(0);
        put(entry, "");

        assertRefused("an absolute name: " + folder.resolve("escaped"));
    }

    @Test
    void refusesNamesOfSomethingElseThanWasAskedFor() throws IOException {
        folder("asked/");
        file("other/x", "x");

        assertThatThrownBy(() -> unpack("asked"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("an entry that was not asked for: other/x");
    }

    @Test
    void makesLinksThatLeadOutAndFollowsNone() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        folder("./");
        link("./out", outside.toString());

        unpack(".");

        assertThat(Files.readSymbolicLink(folder.resolve("inside/root/out"))).isEqualTo(outside);
    }

    @Test
    void refusesToWriteThroughALinkOfTheArchive() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        folder("./");
        link("./out", outside.toString());
        file("./out/escaped", "x");

        assertRefused("an entry below what is no folder: out");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesAFolderOverALinkOfTheArchive() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        folder("./");
        link("./out", outside.toString());
        folder("./out/");
        file("./out/escaped", "x");

        assertRefused("an entry below what is no folder: out");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesToOverwriteThroughALinkOfTheArchive() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        folder("./");
        link("./out", outside.toString());
        file("./out", "theirs");

        assertRefused("an entry twice: out");
        assertThat(outside).hasContent("mine");
    }

    @Test
    void refusesARootThatIsALink() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        link("asked", outside.toString());
        file("asked/escaped", "x");

        assertThatThrownBy(() -> unpack("asked")).isInstanceOf(RefusedException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesHardLinksToFilesOfThisMachine() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        folder("./");
        hardLink("./a", outside.toString());

        assertRefused("an absolute name: " + outside);
    }

    @Test
    void refusesHardLinksThatLeadUp() throws IOException {
        Files.writeString(folder.resolve("outside"), "mine");
        folder("./");
        hardLink("./a", "../../outside");

        assertRefused("a name that leads out: ../../outside");
    }

    @Test
    void refusesHardLinksThroughALinkOfTheArchive() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "mine");
        folder("./");
        link("./out", outside.toString());
        hardLink("./a", "./out/secret");

        assertRefused("a link to what it has not brought: a to ./out/secret");
    }

    @Test
    void makesHardLinksWithinTheArchive() throws IOException {
        folder("./");
        file("./a", "same");
        hardLink("./b", "./a");

        unpack(".");

        assertThat(folder.resolve("inside/root/b")).hasContent("same");
        assertThat(Files.isSameFile(folder.resolve("inside/root/a"), folder.resolve("inside/root/b")))
                .isTrue();
    }

    @Test
    void leavesDevicesAndPipesOut() throws IOException {
        folder("./");
        put(new TarArchiveEntry("./null", TarConstants.LF_CHR), "");
        put(new TarArchiveEntry("./disk", TarConstants.LF_BLK), "");
        put(new TarArchiveEntry("./pipe", TarConstants.LF_FIFO), "");

        unpack(".");

        assertThat(folder.resolve("inside/root")).isEmptyDirectory();
        assertThat(warnings)
                .containsExactly(
                        "left out, since it is neither file, folder nor link: null",
                        "left out, since it is neither file, folder nor link: disk",
                        "left out, since it is neither file, folder nor link: pipe");
    }

    @Test
    void dropsTheBitsThatRunAProgramAsItsOwner() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("tool");
        entry.setMode(06755);
        entry.setSize(1);
        put(entry, "x");

        unpack("tool");

        assertThat((Integer) Files.getAttribute(folder.resolve("inside/root"), "unix:mode") & 07777)
                .isEqualTo(0755);
    }

    @Test
    void refusesNamesOfEndlessLength() throws IOException {
        TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        name.setSize(2 << 20);
        put(name, "x".repeat(2 << 20));
        file("x", "x");

        assertThatThrownBy(() -> unpack("x")).isInstanceOf(IOException.class).hasMessageContaining("too long a header");
        assertNothingOutside();
    }

    @Test
    void refusesEntriesWithoutNumber() {
        byte[] header = header();
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return header[at++ % header.length] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                return length;
            }
        };
        ArchiveReader reader = new ArchiveReader(endless, "workspace shop", 1000);

        assertThatThrownBy(() -> {
                    while (reader.next().isPresent()) {
                        // Each is the same empty folder.
                    }
                })
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("more than 1000 entries");
    }

    private static byte[] header() {
        byte[] header = new byte[512];
        TarArchiveEntry entry = new TarArchiveEntry("./");
        entry.writeEntryHeader(header);
        return header;
    }

    @Test
    void tellsAnArchiveThatBreaksOff() throws IOException {
        folder("./");
        file("./a", "x".repeat(4096));
        archive.close();
        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), 2048);

        assertThatThrownBy(() -> unpack(".", half)).isInstanceOf(IOException.class);
    }

    @Test
    void tellsAnArchiveThatBreaksOffBetweenTwoEntries() throws IOException {
        folder("./");
        folder("./a/");
        archive.close();
        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), 1024);

        assertThatThrownBy(() -> unpack(".", half))
                .isInstanceOf(IOException.class)
                .hasMessage("it ends without the mark of its end");
    }

    @Test
    void refusesNamesWithACharacterThatStandsForNone() throws IOException {
        folder("./");
        file("./a\uFFFDb", "x");

        assertRefused("a name that is not text: ./a\uFFFDb");
    }

    @Test
    void refusesLinksToWhatIsNoText() throws IOException {
        archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX); // elsewhere such a target ends at the NUL
        folder("./");
        link("./a", "x".repeat(120) + "\0y");

        assertRefused("a name that is not text: " + "x".repeat(120) + "\uFFFDy");
    }

    @Test
    void refusesLinksToACharacterThatStandsForNone() throws IOException {
        folder("./");
        link("./a", "\uFFFD");

        assertRefused("a name that is not text: \uFFFD");
    }

    private void folder(String name) throws IOException {
        put(new TarArchiveEntry(name), "");
    }

    private void file(String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length());
        put(entry, content);
    }

    private void link(String name, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        put(entry, "");
    }

    private void hardLink(String name, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(to);
        put(entry, "");
    }

    private void put(TarArchiveEntry entry, String content) throws IOException {
        archive.putArchiveEntry(entry);
        archive.write(content.getBytes(StandardCharsets.US_ASCII));
        archive.closeArchiveEntry();
    }

    private void assertRefused(String why) throws IOException {
        assertThatThrownBy(() -> unpack("."))
                .isInstanceOf(RefusedException.class)
                .hasMessage("refused the archive from workspace shop: it has " + why);
        assertNothingOutside();
    }

    private void assertNothingOutside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString())).isSubsetOf("inside", "outside");
        }
    }

    private void unpack(String name) throws IOException {
        archive.close();
        unpack(name, bytes.toByteArray());
    }

    private void unpack(String name, byte[] whole) throws IOException, KdnException {
        Path inside = folder.resolve("inside");
        if (!Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(inside);
        }
        ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(whole), "workspace shop");
        new Unpacking(reader, name, inside.resolve("root"), warnings::add).run();
    }
}
