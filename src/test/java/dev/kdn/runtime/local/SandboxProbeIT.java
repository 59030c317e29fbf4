/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.SecretSource;
import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether this machine can make sandboxes.
@EngineTest("bwrap")
class SandboxProbeIT {
    @TempDir
    private Path folder;

    private static EngineStatus status(LocalWorkbench bench) {
        return bench.runtime.capabilities().check().orElseThrow().check(Duration.ofSeconds(20));
    }

    @Test
    void leavesNothingBehind() {
        LocalWorkbench bench = new LocalWorkbench(folder);

        assertThat(status(bench).isUsable()).isTrue();

        assertThat(bench.folder).isEmptyDirectory();
    }

    @Test
    void isMadeAsSandboxesAre() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path fake = Files.writeString(bin.resolve("bwrap"), """
            #!/bin/sh
            case " $* " in *" --seccomp 9 "*) size=$(wc -c <&9) ;; *) size=none ;; esac
            echo $(grep NoNewPrivs /proc/self/status) $((size > 100)) >&2
            exit 1
            """);
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));

        EngineStatus status =
                status(new LocalWorkbench(folder, Map.of("PATH", bin.toString()), SecretSource.NONE, false));

        assertThat(status.trouble().map(Trouble::reason)).contains("NoNewPrivs: 1 1");
    }
}
