/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Activities in containers.
@EngineTest(EngineTest.RUNTIME)
class ExecIT extends ExecSuite {
    @SuppressWarnings("NullAway.Init") // by open(Path)
    private Workbench bench;

    @Override
    Kdn open(Path root) throws IOException {
        bench = Workbench.in(root);
        return bench.kdn;
    }

    @Override
    void make(String name) throws IOException {
        bench.init(bench.project(name), "--start");
    }

    @Override
    void close() {
        bench.close();
    }

    @Test
    void programsOfOtherUsersAreFoundToo() {
        String id = kdn.run(
                        "exec",
                        "-d",
                        "--user",
                        "root",
                        "--name",
                        "rooted",
                        "shop",
                        "--",
                        "sh",
                        "-c",
                        "id -u; exec sleep 60")
                .exit(0)
                .stdout()
                .strip();

        assertThat(kdn.run("exec", "--user", "root", "shop", "--", "id", "-u")
                        .exit(0)
                        .stdout())
                .isEqualTo("0\n");
        assertThat(end(id)).isEqualTo("running");
        assertThat(kdn.run("logs", id).exit(0).stdout()).isEqualTo("0\n");
        kdn.run("kill", id).exit(0);
        assertThat(end(id)).isEqualTo("killed 143");
    }
}
