/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program is killed that is on record, while podman has not begun it yet.
@EngineTest("podman")
class KillWhileStartingIT {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private Workbench bench;

    @SuppressWarnings("NullAway.Init") // before each test
    private Kdn slow;

    @BeforeEach
    void open() throws IOException {
        bench = Workbench.small(folder);
        bench.init(bench.project("shop"), "--start");
        Path real = Stream.of(System.getenv("PATH").split(":"))
                .map(part -> Path.of(part, "podman"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path shim = Files.writeString(bin.resolve("podman"), """
            #!/bin/sh
            if [ "$1 $2" = "exec -d" ]; then
              : >"%1$s/waits"
              tries=400
              until [ -e "%1$s/go" ] || [ "$tries" = 0 ]; do tries=$((tries - 1)); sleep 0.05; done
            fi
            exec %2$s "$@"
            """.formatted(folder, real));
        assertThat(shim.toFile().setExecutable(true)).isTrue();
        slow = bench.kdn.with("PATH", bin + ":" + System.getenv("PATH"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itIsEndedAsSoonAsItBegins() throws IOException {
        try (RunningProgram starting =
                slow.start("exec", "-d", "--name", "slow", "shop", "--", "sh", "-c", "exec sleep 300")) {
            starting.awaitUntil("it waits", () -> Files.exists(folder.resolve("waits")));
            assertThat(bench.kdn.run("ps").exit(0).stdout()).containsPattern("slow +\\S+ +shop +starting");
            try (RunningProgram killing = bench.kdn.start("kill", "slow")) {
                killing.awaitUntil("the end is wanted", this::isToEnd);
                Files.writeString(folder.resolve("go"), "");

                killing.await().exit(0);
            }
            Result _ = starting.await();
        }
        List<String> living = bench.kdn.run("ps").exit(0).stdout().lines().toList();
        assertThat(living).containsExactly("No activities");
        assertThat(bench.kdn
                        .run("exec", "shop", "--", "sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
                        .exit(0)
                        .stdout())
                .doesNotContain("sleep 300 ");
    }

    private boolean isToEnd() {
        try (Stream<Path> files = Files.walk(bench.kdn.storage().resolve("activities"))) {
            return files.filter(file -> file.endsWith("activity.json")).anyMatch(KillWhileStartingIT::isEnding);
        } catch (IOException | java.io.UncheckedIOException meanwhile) {
            return false;
        }
    }

    private static boolean isEnding(Path file) {
        try {
            return Files.readString(file).contains("\"ending\": \"true\"");
        } catch (IOException meanwhile) {
            return false;
        }
    }
}
