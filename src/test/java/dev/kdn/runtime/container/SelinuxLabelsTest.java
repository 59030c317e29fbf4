/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.image.AgentImageConfiguration;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelinuxLabelsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // enforcing, the project itself or something else, path, label
        "true, project, /home/ann/shop, true",
        "true, project, /srv/shop, true",
        "true, project, /home/ann, false",
        "true, project, /home, false",
        "true, project, /, false",
        "true, project, /srv, false",
        "true, project, /home/ann/.ssh/keys, false",
        "true, other, /home/ann/data, true",
        "true, other, /home/ann/.config/tool, true",
        "true, other, /home/ann, false",
        "true, other, /home, false",
        "true, other, /, false",
        "true, other, /home/ann/.ssh, false",
        "true, other, /home/annabel/data, false",
        "true, other, /usr/share/dict, false",
        "false, project, /home/ann/shop, false",
        "false, other, /home/ann/data, false",
    })
    void labelsTheProjectAndWhatIsBelowTheHome(boolean enforcing, String kind, Path path, boolean label) {
        SelinuxLabels labels = new SelinuxLabels(enforcing, Path.of("/home/ann"));

        assertThat(labels.allowedOn(path, kind.equals("project"))).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "'', false"})
    void readsTheKernelsWord(String word, boolean enforcing) throws IOException {
        Path file = Files.writeString(folder.resolve("enforce"), word);

        assertThat(SelinuxLabels.read(file, folder).enforcing()).isEqualTo(enforcing);
        assertThat(SelinuxLabels.read(folder.resolve("none"), folder).enforcing())
                .isFalse();
    }

    @Test
    void knowsTheHomeByItsRealPath() throws IOException {
        Path real = Files.createDirectories(folder.toRealPath().resolve("var/home/ann"));
        Path link = Files.createSymbolicLink(folder.resolve("home"), real.getParent());

        assertThat(SelinuxLabels.read(folder, link.resolve("ann")).home()).isEqualTo(real);
    }

    @Test
    void goesIntoTheContainersMounts() throws IOException {
        Path home = folder.toRealPath();
        Path shop = Files.createDirectories(home.resolve("shop"));
        CreateRequest request = CreateRequests.configured("shop", shop, "shell", WorkspaceConfiguration.EMPTY);
        ImageConfigurationFiles files = new ImageConfigurationFiles(folder, Agents.builtIn(), Optional::empty);
        AgentImageConfiguration agent = files.agent("shell");

        for (boolean enforcing : new boolean[] {true, false}) {
            ContainerSpec spec = new WorkspaceContainer(
                            request,
                            "storage",
                            home,
                            new SelinuxLabels(enforcing, home),
                            Predecessor.NONE,
                            SecretPlan.NONE)
                    .spec("image", files.image(), agent, new WorkspaceUser(1001, 20), UserMapping.KEPT_IDS);

            assertThat(spec.mounts())
                    .containsExactly(new ContainerSpec.Mount(shop, "/workspace/sources", false, enforcing));
        }
    }
}
