/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class ArchiveWithoutMountsTest {
    private static final byte[] LARGE = new byte[200_001];
    private static final String LONG = ".claude/" + "x".repeat(180) + "/é";

    static {
        Arrays.fill(LARGE, (byte) 7);
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8")) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            archive.setAddPaxHeadersForNonAsciiNames(true);
            for (String folder : new String[] {".claude/", ".claude/skills/", ".claude/skills/greet/"}) {
                archive.putArchiveEntry(new TarArchiveEntry(folder));
                archive.closeArchiveEntry();
            }
            add(archive, ".claude/skills/greet/SKILL.md", new byte[] {1});
            add(archive, ".claude/skills/greeting", new byte[] {2});
            add(archive, ".claude/large", LARGE);
            add(archive, ".claude/exact", Arrays.copyOf(LARGE, 64 << 10));
            add(archive, LONG, new byte[0]);
            TarArchiveEntry link = new TarArchiveEntry(".claude/link", TarConstants.LF_SYMLINK);
            link.setLinkName("large");
            archive.putArchiveEntry(link);
            archive.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream archive, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0640);
        entry.setIds(1001, 20);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }

    @Test
    void leavesOutWhatIsMountedAndNothingElse() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ArchiveWithoutMounts filtered =
                        new ArchiveWithoutMounts(new ByteArrayInputStream(archive()), Set.of(".claude/skills/greet"));
                TarArchiveInputStream read = new TarArchiveInputStream(filtered, "UTF-8")) {
            for (TarArchiveEntry entry = read.getNextEntry(); entry != null; entry = read.getNextEntry()) {
                found.put(entry.getName(), read.readAllBytes());
                if (entry.getName().endsWith("large")) {
                    assertThat(entry.getMode() & 0777).isEqualTo(0640);
                    assertThat(entry.getLongUserId()).isEqualTo(1001);
                }
                if (entry.getName().endsWith("link")) {
                    assertThat(entry.getLinkName()).isEqualTo("large");
                }
            }
        }
        assertThat(found)
                .containsOnlyKeys(
                        ".claude/",
                        ".claude/skills/",
                        ".claude/skills/greeting",
                        ".claude/large",
                        ".claude/exact",
                        LONG,
                        ".claude/link");
        assertThat(found.get(".claude/large")).isEqualTo(LARGE);
        assertThat(found.get(".claude/exact")).hasSize(64 << 10);
    }
}
