/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustRulesTest {
    @TempDir
    Path temporary;

    private Path root;
    private Path sources;

    @BeforeEach
    void makeFolders() throws IOException {
        root = temporary.toRealPath();
        sources = Files.createDirectories(root.resolve("sources"));
        Files.createDirectories(sources.resolve("data"));
        Files.createDirectories(root.resolve("lib"));
    }

    private List<String> wishes(WorkspaceConfiguration configuration) {
        MountResolver resolver = new MountResolver(sources, root.resolve("home"));
        return TrustRules.wishes(resolver.pinned(configuration), sources);
    }

    private static WorkspaceConfiguration mounting(Mount... mounts) {
        return new WorkspaceConfiguration(
                List.of(), Map.of(), Mcp.NONE, List.of(mounts), Network.UNSET, List.of(), List.of(), List.of());
    }

    @Test
    void trustsWhatStaysWithinTheSources() {
        assertThat(wishes(mounting(
                        new Mount("$SOURCES", false, "/a"),
                        new Mount("$SOURCES/x/../data", true, "/b"),
                        new Mount(sources.resolve("not-yet").toString(), false, "/c"))))
                .isEmpty();
    }

    @Test
    void asksForWhatLiesOutside() {
        assertThat(wishes(mounting(
                        new Mount("$SOURCES/../lib", true, "$SOURCES/../lib"),
                        new Mount("$HOME/.ssh", false, "$HOME/.ssh"))))
                .containsExactly(
                        "mount " + root + "/lib (read-only) at /workspace/lib",
                        "mount " + root + "/home/.ssh (read and write) at /home/agent/.ssh");
    }

    @Test
    void followsLinksOutOfTheSources() throws IOException {
        Files.createSymbolicLink(sources.resolve("link"), root.resolve("lib"));

        assertThat(wishes(mounting(new Mount("$SOURCES/link", false, "/a"))))
                .containsExactly("mount " + root + "/lib (read and write) at /a");
    }

    @Test
    void asksForSecretsAndFeatures() {
        assertThat(wishes(new WorkspaceConfiguration(
                        List.of(
                                new Variable("TOKEN", Optional.of("gh"), Optional.empty()),
                                new Variable("A", Optional.empty(), Optional.of("1"))),
                        Map.of("z\u001b[2J", "{}", "b", "{}"),
                        Mcp.NONE,
                        List.of(),
                        Network.UNSET,
                        List.of(),
                        List.of(),
                        List.of())))
                .containsExactly(
                        "give the secret \"gh\" to the workspace as TOKEN",
                        "install the dev container feature b",
                        "install the dev container feature z\ufffd[2J");
    }

    @Test
    void resolvesMountsAndMissesHosts() {
        MountResolver resolver = new MountResolver(sources, root);

        assertThat(resolver.resolve(List.of(new Mount("$SOURCES/data", true, "$HOME/a/../b"))))
                .containsExactly(new MountResolver.ResolvedMount(sources.resolve("data"), "/home/agent/b", true));
        assertThatThrownBy(() -> resolver.resolve(List.of(new Mount("$HOME/none", false, "/t"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mount host does not exist: " + root + "/none (index 0)");
    }
}
