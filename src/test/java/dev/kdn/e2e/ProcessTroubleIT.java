/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.process.ProcessIdentity;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other processes, a changed clock and a restart of the machine do to kdn.
class ProcessTroubleIT {
    private static final String STRANGER = "d".repeat(64);

    private Path folder;
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        folder = temp;
        kdn = Kdn.fresh(temp);
        init("shop");
    }

    private String init(String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
        return kdn.run("init", "--runtime", "fake", "--agent", "shell", sources.toString())
                .exit(0)
                .stdout()
                .strip();
    }

    private RunningProgram program(String... argv) {
        return Program.of(List.of(argv), System.getenv(), folder.resolve("streams"))
                .start();
    }

    private void script(String json) throws IOException {
        Files.writeString(kdn.storage().resolve("runtimes/fake/script.json"), json);
    }

    /// flock(1) takes the same lock as the Go kdn.
    @Test
    @SlowTest
    void holderOfTheStoragesLockIsNamed() {
        Path lock = kdn.storage().resolve("instances.json.lock");
        try (RunningProgram holder = program("flock", "--no-fork", lock.toString(), "sleep", "600")) {
            holder.awaitUntil("the lock is held", () -> isHeld(lock));

            Result start = kdn.run("start", "shop").exit(4);

            assertThat(start.stderr()).contains("is locked by process " + holder.pid() + " (sleep)");
            assertThat(kdn.run("list").exit(0).stdout()).contains("shop");
        }
        kdn.run("start", "shop").exit(0);
    }

    private static boolean isHeld(Path lock) {
        return Program.of(
                                List.of("flock", "-n", lock.toString(), "true"),
                                System.getenv(),
                                lock.resolveSibling("streams"))
                        .run()
                        .exit()
                == 1;
    }

    @Test
    @SlowTest
    void workspaceOfAStoppedProcessIsBusyAndOthersAreNot() throws IOException {
        init("other");
        script("{\"start\": \"hang: 1000\"}");
        try (RunningProgram start = kdn.start("start", "shop")) {
            start.awaitUntil("it is at work", () -> intents() > 0);
            start.signal("STOP");

            Result stop = kdn.run("stop", "shop").exit(4);
            assertThat(stop.stderr()).contains("shop is busy", "process " + start.pid() + " (java)");
            kdn.run("stop", "other").exit(0);
            assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
            assertThat(kdn.run("list").exit(0).stdout()).contains("shop", "other");

            start.signal("CONT");
            start.await().exit(0);
        }
        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
    }

    private long intents() {
        try (Stream<Path> files = Files.list(kdn.storage().resolve("intents"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void childOfAKilledKdnIsEnded() throws IOException {
        try (RunningProgram child = program("sleep", "600")) {
            ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
            interrupted(identity);

            kdn.run("prune").exit(0);

            assertThat(child.await().exit()).isEqualTo(143);
        }
    }

    @Test
    void processThatOnlyHasItsNumberAfterARestartIsLeftAlone() throws IOException {
        try (RunningProgram innocent = program("sleep", "600")) {
            ProcessIdentity identity = ProcessIdentity.of(innocent.pid()).orElseThrow();
            interrupted(
                    new ProcessIdentity(identity.pid(), identity.startTicks(), "5e2ab8c5-0e6f-4dd1-b5b2-000000000000"));

            assertThat(kdn.run("prune").exit(0).stdout()).contains("settled interrupted operation create of x");

            assertThat(innocent.isAlive()).isTrue();
            assertThat(intents()).isZero();
        }
    }

    private void interrupted(ProcessIdentity child) throws IOException {
        Path intents = kdn.storage().resolve("intents");
        Files.writeString(intents.resolve(STRANGER + ".json"), """
            {"operation": "create", "id": "%s", "name": "x", "runtime": "fake", "force": "false", "pid": "1",
            "start_ticks": "1", "boot_id": "%s"}
            """.formatted(STRANGER, child.bootId()));
        Files.writeString(
                intents.resolve(STRANGER + ".children"),
                child.pid() + " " + child.startTicks() + " " + child.bootId() + "\n");
    }

    @Test
    void clockThatWasSetBackChangesNothing() throws IOException {
        FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(4000)));
        Path record = kdn.storage().resolve("instances.json");
        Files.writeString(
                record, Files.readString(record).replaceAll("\"created_at\": \"20..-", "\"created_at\": \"2099-"));
        try (Stream<Path> files = Files.walk(kdn.storage())) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, future);
            }
        }

        assertThat(kdn.run("list").exit(0).stdout()).contains("shop");
        kdn.run("start", "shop").exit(0);
        assertThat(kdn.run("list").exit(0).stdout()).contains("running");
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        kdn.run("remove", "--force", "shop").exit(0);
    }

    @Test
    void storageThatVanishesUnderACommand() throws IOException {
        script("{\"start\": \"hang: 2000\"}");
        Path elsewhere = folder.resolve("elsewhere");
        try (RunningProgram start = kdn.start("start", "shop")) {
            start.awaitUntil("it is at work", () -> intents() > 0);

            Files.move(kdn.storage(), elsewhere);

            Result result = start.await();
            assertThat(result.exit()).as(result.output()).isIn(1, 3);
            assertThat(result.stderr()).startsWith("Starting fake instance\n").doesNotContain("\tat ");
        }
        Kdn again = kdn.withStorage(elsewhere);
        assertThat(again.run("list").exit(0).stdout()).contains("shop", "stopped");
        again.run("start", "shop").exit(0);
    }
}
