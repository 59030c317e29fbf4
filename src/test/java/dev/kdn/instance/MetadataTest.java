/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
    @Test
    void forgetsTheConfigurationsOfTheInstanceBefore(@TempDir Path folder) {
        Metadata metadata = new Metadata(new Storage(folder));
        String mounts = "{\"mounts\": [{\"host\": \"/h\", \"target\": \"/t\"}]}";
        metadata.merge("w", Map.of(Metadata.OWN_CONFIGURATION, "{}", Metadata.USER_MOUNTS, mounts, "trust", "flag"));
        assertThat(metadata.ownConfiguration("w")).contains(WorkspaceConfiguration.EMPTY);
        assertThat(metadata.userMounts("w").mounts()).hasSize(1);
        assertThat(metadata.facts("w")).containsOnlyKeys("trust");

        metadata.prepare("w", "new", Map.of("trust", "own configuration"));
        metadata.adopt("w", "new");

        assertThat(metadata.ownConfiguration("w")).isEmpty();
        assertThat(metadata.userMounts("w")).isEqualTo(WorkspaceConfiguration.EMPTY);
        assertThat(metadata.facts("w")).containsEntry("trust", "own configuration");
    }
}
