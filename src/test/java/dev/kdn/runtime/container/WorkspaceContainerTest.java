/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.error.RefusedException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.CreateRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceContainerTest {
    /// The request names the path that was judged; since then an agent has put a link there.
    @Test
    void mountsNothingElseThanWhatWasJudged(@TempDir Path temp) throws IOException {
        Path folder = temp.toRealPath();
        Path sources = Files.createDirectories(folder.resolve("shop"));
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Path data = Files.createDirectories(sources.resolve("data"));
        WorkspaceConfiguration configuration =
                WorkspaceConfiguration.EMPTY.withMounts(List.of(new Mount(data.toString(), false, "/mnt")));
        assertThat(spec(folder, sources, configuration).mounts())
                .extracting(ContainerSpec.Mount::host)
                .containsExactly(sources, data);

        Files.delete(data);
        Files.createSymbolicLink(data, keys);

        assertThatThrownBy(() -> spec(folder, sources, configuration))
                .isInstanceOf(RefusedException.class)
                .hasMessage("mounted path leads somewhere else now: " + data + " is a link to " + keys);
    }

    private static ContainerSpec spec(Path folder, Path sources, WorkspaceConfiguration configuration) {
        ImageConfigurationFiles files = new ImageConfigurationFiles(folder, Agents.builtIn(), Optional::empty);
        return new WorkspaceContainer(
                        CreateRequests.configured("shop", sources, "shell", configuration),
                        "storage",
                        folder,
                        new SelinuxLabels(false, folder),
                        Predecessor.NONE,
                        SecretPlan.NONE)
                .spec("image", files.image(), files.agent("shell"), new WorkspaceUser(1001, 20), UserMapping.KEPT_IDS);
    }
}
