/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatesOf;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace as the reference makes it, in a pod with other containers.
@EngineTest("podman")
class ReferencePodsIT {
    private static final String POD = "kdn-it-reference-pod";

    @TempDir
    Path folder;

    @Test
    void showsStopsAndRemovesTheWholePod() throws IOException {
        try (PodmanWorkbench bench = new PodmanWorkbench(folder, "{}")) {
            try {
                checks(bench, makePod(bench));
            } finally {
                bench.podman("pod", "rm", "-f", "-t", "0", POD);
            }
        }
    }

    private static String makePod(PodmanWorkbench bench) throws IOException {
        bench.podman("pod", "create", "--name", POD);
        bench.podman("create", "--pod", POD, "--name", POD + "-other", PodmanWorkbench.BUSYBOX, "sleep", "infinity");
        String id = bench.podman(
                        "create", "--pod", POD, "--name", POD + "-ws", PodmanWorkbench.BUSYBOX, "sleep", "infinity")
                .stdout()
                .strip();
        Path record = Files.createDirectories(
                bench.storage.runtimeFolder("podman").resolve("pods").resolve(id));
        Files.writeString(record.resolve("podname"), POD + "\n");
        Files.writeString(record.resolve("pod-template-data.json"), "{}");
        bench.podman("pod", "start", POD);
        return id;
    }

    private static void checks(PodmanWorkbench bench, String id) {
        assertThat(bench.runtime.info(id).state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(StatesOf.instances(bench.runtime, id)).isEqualTo(Map.of(id, RuntimeState.RUNNING));
        assertThatThrownBy(() -> bench.runtime.start(id, bench.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessage("this workspace was made by the Go kdn, which has to start it");
        assertThatThrownBy(() ->
                        bench.runtime.capabilities().recreation().orElseThrow().check(id))
                .isInstanceOf(RefusedException.class)
                .hasMessage("this workspace was made by another kdn, the Go kdn, so it cannot be recreated");
        assertThatThrownBy(() -> bench.terminal()
                        .open(new TerminalAccess.Request(id, "shell", List.of("ls"), false, Optional.empty())))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> bench.runtime.remove(id, bench.steps)).isInstanceOf(ConflictException.class);

        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);
        assertThat(bench.podman("ps", "-q", "--filter", "pod=" + POD).stdout()).isEmpty();
        assertThat(bench.runtime.stop(id, bench.steps).state()).isEqualTo(RuntimeState.STOPPED);

        bench.runtime.remove(id, bench.steps);
        assertThat(bench.podman("pod", "exists", POD).exitCode()).isEqualTo(1);
        assertThat(bench.storage.runtimeFolder("podman").resolve("pods")).isEmptyDirectory();
        bench.runtime.remove(id, bench.steps);
    }
}
