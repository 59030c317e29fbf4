/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.SecretSource;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What bubblewrap is asked for.
class SandboxArgumentsTest {
    @TempDir
    private Path folder;

    private LocalInstances instances;
    private LocalInstance instance;

    @BeforeEach
    void open() throws IOException {
        folder = folder.toRealPath();
        instances = new LocalInstances(new Storage(folder.resolve("storage")), folder.resolve("instances"));
        Path sources = Files.createDirectories(folder.resolve("sources"));
        instance = new LocalInstance(
                "0".repeat(32),
                "shop",
                "1".repeat(64),
                sources,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                false,
                "");
    }

    private String words(Path home) {
        LocalHost host = new LocalHost(
                home, () -> 1000, Map.of(), _ -> {}, SecretSource.NONE, () -> false, () -> true, () -> true);
        SandboxedProgram program = SandboxedProgram.of(List.of("true"));
        return String.join(
                        " ",
                        SandboxArguments.of(
                                instance, instances, host, HiddenFiles.now(instances.folder(instance.id())), program))
                + " ";
    }

    @Test
    void hidesAHomeFolderThatIsWhereTheSystemIs() throws IOException {
        String home = Path.of("/usr/share").toRealPath().toString();

        String words = words(Path.of("/usr/share"));

        assertThat(words).contains(" --tmpfs " + home + " ");
        assertThat(words.indexOf(" --tmpfs " + home + " ")).isLessThan(words.indexOf(instance.sources() + " "));
        assertThat(words(folder)).doesNotContain("--tmpfs " + home + " ");
    }

    @Test
    void doesNotHideTheSystemItself() {
        assertThat(words(Path.of("/usr"))).doesNotContain("--tmpfs /usr ");
        assertThat(words(Path.of("/"))).doesNotContain("--tmpfs / ");
        assertThat(words(Path.of("/nonexistent"))).doesNotContain("/nonexistent");
    }

    @Test
    void showsNothingOfNixButItsPrograms() {
        assertThat(words(folder)).doesNotContain(" /nix ", " /nix/var ", " /nix/var/nix ", "daemon-socket");
    }
}
