/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engines of the test bed run containers; if this fails, look there before looking at kdn.
class EnginesIT {
    @TempDir
    private Path folder;

    @Test
    @EngineTest("podman")
    void podmanRunsContainer() {
        assertRunsContainer("podman");
    }

    @Test
    @EngineTest("docker")
    void dockerRunsContainer() {
        assertRunsContainer("docker");
    }

    private void assertRunsContainer(String engine) {
        List<String> argv = List.of(engine, "run", "--rm", "localhost/testbed/debian:12", "echo", "hello");

        assertThat(Program.of(argv, TestEnvironment.engines(), folder)
                        .run()
                        .exit(0)
                        .stdout())
                .isEqualTo("hello\n");
    }
}
