/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.agent.SettingsFile;
import dev.kdn.image.WorkspaceUser;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ContainerFilesTest {
    /// Directory services give ids that the oldest form of the archive has no room for.
    @Test
    void archiveHasOwnersWithLargeIdsAndAnyName() throws Exception {
        SettingsFile file = new SettingsFile(new byte[] {1, 2}, 0640);
        byte[] archive = ContainerFiles.archive(
                new TreeSet<>(List.of(".größe")),
                Map.of(".größe/x", file),
                new WorkspaceUser(1_234_567_890, 1_234_567_891));

        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            TarArchiveEntry folder = in.getNextEntry();
            assertThat(folder.getName()).isEqualTo(".größe/");
            assertThat(folder.getLongUserId()).isEqualTo(1_234_567_890);
            TarArchiveEntry entry = in.getNextEntry();
            assertThat(entry.getName()).isEqualTo(".größe/x");
            assertThat(entry.getLongGroupId()).isEqualTo(1_234_567_891);
            assertThat(in.readAllBytes()).containsExactly(1, 2);
        }
    }
}
