/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.process.Eventually;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies into and out of containers.
@EngineTest(EngineTest.RUNTIME)
class CopyIT implements CopyContract {
    @TempDir
    private static Path shared;

    private static Workbench bench;

    @BeforeAll
    static void open() throws IOException {
        bench = Workbench.in(shared);
        bench.init(bench.project("shop"), "--start");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Override
    public Kdn kdn() {
        return bench.kdn;
    }

    @Override
    public String inside(String script) {
        return bench.kdn
                .run("terminal", "shop", "--", "sh", "-c", script)
                .exit(0)
                .stdout();
    }

    @Override
    public String newFolder() {
        return inside("mktemp -d ./fXXXXXX").strip().substring(2);
    }

    @Test
    void whatIsCopiedInBelongsToTheWorkspacesUser(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a"), "x");

        bench.kdn.run("cp", folder.resolve("a").toString(), "shop:/tmp/owned").exit(0);

        assertThat(inside("stat -c '%U' /tmp/owned; id -un").lines().distinct()).hasSize(1);
    }

    @Test
    void whereTheUserMayNotWriteNothingIsWritten(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a"), "x");

        Result result = bench.kdn.run("cp", folder.resolve("a").toString(), "shop:/usr/a");

        boolean root = inside("id -u").strip().equals("0");
        assertThat(result.exit()).isEqualTo(root ? 0 : 1);
        assertThat(result.stderr()).contains(root ? "Copied" : "Permission denied");
    }

    @Test
    void anArchiveThatBreaksOffLeavesNothingInside(@TempDir Path folder) throws IOException {
        String inside = newFolder();
        Files.writeString(folder.resolve("z"), "x".repeat(100_000));

        Result cut = bench.kdn.in(folder).shell("tar -cf - z | head -c 60000 | kdn cp - shop:" + inside);

        assertThat(cut.exit(1).stderr()).contains("a damaged one");
        assertThat(inside("ls -A " + inside)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void aRunningCopyThatIsEndedLeavesNothingInside(String signal, @TempDir Path folder)
            throws IOException, InterruptedException {
        String inside = newFolder();
        Path big = folder.resolve("big");
        bench.kdn.shell("truncate -s 3G " + big).exit(0);

        Result result;
        try (var copy = bench.kdn.start("cp", big.toString(), "shop:" + inside)) {
            copy.awaitUntil("it has begun", () -> !inside("ls -A " + inside).isEmpty());
            copy.signal(signal);
            result = copy.await();
        }

        if (signal.equals("TERM")) {
            assertThat(result.exit(143).stderr()).contains("the copy was cancelled");
            assertThat(inside("ls -A " + inside)).isEmpty();
        } else {
            result.exit(137);
            Eventually.await(
                    Duration.ofSeconds(30),
                    "the end inside finds that nothing comes any more",
                    () -> inside("ls -A " + inside).isEmpty());
        }
    }
}
