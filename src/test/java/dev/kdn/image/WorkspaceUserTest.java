/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceUserTest {
    @TempDir
    Path folder;

    @Test
    void isTheCaller() {
        assertThat(WorkspaceUser.of(1001, 20, folder)).hasToString("1001:20");
    }

    @Test
    void isTheOwnerOfTheSourcesForRoot() throws IOException {
        int owner = (Integer) Files.getAttribute(folder, "unix:uid");

        assertThat(WorkspaceUser.of(0, 0, folder).uid()).isEqualTo(owner);
        assertThat(WorkspaceUser.of(0, 0, folder).isRoot()).isEqualTo(owner == 0);
    }
}
