/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static dev.kdn.process.ScriptedCommandRunner.failed;
import static dev.kdn.process.ScriptedCommandRunner.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How podman is asked to run programs that read what kdn gives them.
class PodmanFeedTest {
    @TempDir
    private Path folder;

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();

    private PodmanEngine engine() {
        ContainerHost host = new ContainerHost(folder, () -> 0, () -> 0, "linux/amd64", Map.of(), _ -> {});
        return new PodmanEngine(new Storage(folder), runner, () -> "podman", host);
    }

    @Test
    void rootHasAnEnvironmentThatNobodySteers() {
        runner.on("podman exec", ok(""));

        engine().feed("c", true, List.of("/bin/chmod", "1777", "/x"), "");
        engine().feed("c", false, List.of("/bin/sh"), "text");

        assertThat(runner.lines().getFirst())
                .startsWith("podman exec -i --user 0 --env PATH=/usr/sbin:/usr/bin:/sbin:/bin --env LD_PRELOAD= ")
                .contains(" --env LD_LIBRARY_PATH= ")
                .endsWith(" c /bin/chmod 1777 /x");
        assertThat(runner.lines().getLast()).isEqualTo("podman exec -i c /bin/sh");
    }

    @Test
    void aProgramThatFailsIsAFailureWithItsWords() {
        runner.on("podman", ok("{}"));
        runner.on("podman exec", failed(1, "no room"));

        assertThatThrownBy(() -> engine().feed("c", false, List.of("/bin/sh"), "text"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no room");
    }
}
