/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class RepackingTest {
    @Test
    void refusesLinksToWhatIsNoText() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8")) {
            TarArchiveEntry link = new TarArchiveEntry("a", TarConstants.LF_SYMLINK);
            link.setLinkName("\uFFFD");
            archive.putArchiveEntry(link);
            archive.closeArchiveEntry();
        }
        ArchiveReader from = new ArchiveReader(new ByteArrayInputStream(bytes.toByteArray()), "standard input");
        Repacking repacking = new Repacking(from, new ArchiveWriter(OutputStream.nullOutputStream()), _ -> {});

        assertThatThrownBy(repacking::run)
                .isInstanceOf(RefusedException.class)
                .hasMessage("refused the archive from standard input: it has a name that is not text: \uFFFD");
    }
}
