/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest(EngineTest.RUNTIME)
class NamesIT {
    private Workbench bench;
    private Path folder;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        folder = temp;
        bench = Workbench.small(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void awkwardNamesLiveAFullLife() throws IOException {
        Path project = bench.project("plain");

        for (String name : new String[] {"null", "1e3", "a..b", "a._b", "x", "true", "0", "n".repeat(60)}) {
            bench.init(project, "--name", name, "--start");
            assertThat(bench.kdn
                            .run("terminal", name, "--", "echo", "in")
                            .exit(0)
                            .stdout())
                    .isEqualTo("in\n");
            bench.kdn.run("stop", name).exit(0);
            bench.kdn.run("remove", name).exit(0);
        }
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void foldersWithSpacesCommasAndUnicode() throws IOException {
        for (String name : new String[] {"two words", "çafé ☕", "a,b=c", "quote\"d", "it's"}) {
            Path project = bench.project(name);
            String id = bench.init(project, "--start");

            assertThat(bench.kdn
                            .run("terminal", id, "--", "cat", "README")
                            .exit(0)
                            .stdout())
                    .isEqualTo("hello\n");
        }
    }

    @Test
    void sourcesReachedThroughASymlink() throws IOException {
        Path real = bench.project("real");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        String id = bench.init(link, "--start");

        assertThat(bench.kdn.run("terminal", id, "--", "cat", "README").exit(0).stdout())
                .isEqualTo("hello\n");
        assertThat(bench.kdn.run("list", "-o", "json").exit(0).stdout())
                .contains("\"source\": \"" + real.toRealPath() + "\"");
    }

    @Test
    void aBaseWithoutBash() throws IOException {
        bench.image("{\"base\": \"localhost/testbed/busybox:1\"}");

        bench.init(bench.project("tiny"), "--start");

        assertThat(bench.kdn
                        .run("terminal", "tiny", "--", "sh", "-c", "id -u; cat README")
                        .exit(0)
                        .stdout())
                .isEqualTo(Workbench.OWNER.uid() + "\nhello\n");
        bench.kdn.run("remove", "-f", "tiny").exit(0);
    }

    @Test
    void aChangedNameIsSaid() throws IOException {
        bench.init(bench.project("shop"));

        assertThat(bench.kdn
                        .run(Workbench.arguments(bench.project("shop")))
                        .exit(0)
                        .stderr())
                .contains("shop-2");
    }
}
