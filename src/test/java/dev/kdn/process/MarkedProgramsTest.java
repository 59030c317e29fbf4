/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Families of real processes that are found by a variable.
@EnabledOnOs(OS.LINUX)
class MarkedProgramsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int SIGTERM = 15;

    @TempDir
    private Path folder;

    private final String token = UUID.randomUUID().toString();
    private final MarkedPrograms programs = new MarkedPrograms("KDN_TEST_TOKEN");
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeHelpers() throws IOException {
        // Writes its pid into the file that $1 names, then stays; `env -i` keeps it from having the variable.
        Path stay = Files.writeString(folder.resolve("stay"), """
            #!/bin/sh
            echo $$ >"$1.new"; mv "$1.new" "$1"; exec sleep 60
            """);
        assertThat(stay.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void endAll() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        programs.signal(Set.of(token, "other-" + token), Posix.SIGKILL, pid -> false);
    }

    private Process start(String mark, String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", line).directory(folder.toFile());
        if (!mark.isEmpty()) {
            builder.environment().put("KDN_TEST_TOKEN", mark);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private long pid(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Eventually.await(LIMIT, name, () -> Files.exists(file));
        return Long.parseLong(Files.readString(file).strip());
    }

    private static boolean lives(long pid) {
        return ProcessIdentity.of(pid).isPresent();
    }

    private Optional<Boolean> end() {
        return programs.end(Set.of(token), SIGTERM, GRACE, pid -> false);
    }

    @Test
    void aGrandchildWithAGroupOfItsOwnBelongsToIt() throws Exception {
        Process parent = start(token, "setsid ./stay grandchild & ./stay child & wait");
        long grandchild = pid("grandchild");
        long child = pid("child");
        assertThat(programs.alive()).contains(token);

        assertThat(end()).contains(false);

        assertThat(parent.waitFor()).isNotZero();
        assertThat(lives(grandchild)).isFalse();
        assertThat(lives(child)).isFalse();
        assertThat(programs.alive()).doesNotContain(token);
    }

    @Test
    void aGroupWithoutALeaderIsFoundByItsMark() throws Exception {
        Process leader = start(token, "./stay member & exit 0");
        long member = pid("member");
        assertThat(leader.waitFor()).isZero();

        assertThat(end()).contains(false);

        assertThat(lives(member)).isFalse();
    }

    @Test
    void whatClearedItsEnvironmentBelongsToItsSession() throws Exception {
        start(token, "env -i PATH=\"$PATH\" ./stay cleared & wait");
        long cleared = pid("cleared");

        assertThat(end()).contains(false);

        assertThat(lives(cleared)).isFalse();
    }

    @Test
    void whatClearedItsEnvironmentIsFoundWithoutALeaderToo() throws Exception {
        Process leader = start(token, "env -i PATH=\"$PATH\" ./stay cleared & ./stay marked & exit 0");
        long cleared = pid("cleared");
        long marked = pid("marked");
        assertThat(leader.waitFor()).isZero();

        assertThat(end()).contains(false);

        assertThat(lives(cleared)).isFalse();
        assertThat(lives(marked)).isFalse();
    }

    @Test
    void whatOutlivesTheOneByWhomItWasFoundIsKilled() throws Exception {
        Process leader =
                start(token, "(trap '' TERM; exec env -i PATH=\"$PATH\" ./stay deaf) & ./stay marked & exit 0");
        long deaf = pid("deaf");
        long marked = pid("marked");
        assertThat(leader.waitFor()).isZero();

        assertThat(programs.end(Set.of(token), SIGTERM, Duration.ofMillis(200), pid -> false))
                .contains(true);

        assertThat(lives(deaf)).isFalse();
        assertThat(lives(marked)).isFalse();
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        start("", "./stay unmarked & wait");
        start("other-" + token, "./stay other & wait");
        // One of ours that was started in a session of somebody else does not make that session ours.
        start("", "KDN_TEST_TOKEN=" + token + " ./stay guest & ./stay host & wait");
        long unmarked = pid("unmarked");
        long other = pid("other");
        long host = pid("host");
        long guest = pid("guest");

        assertThat(end()).contains(false);

        assertThat(lives(guest)).isFalse();
        assertThat(lives(unmarked)).isTrue();
        assertThat(lives(other)).isTrue();
        assertThat(lives(host)).isTrue();
    }

    @Test
    void aMarkThatOnlyBeginsTheSameIsAnother() throws Exception {
        start(token + "0", "./stay longer & wait");
        long longer = pid("longer");

        assertThat(programs.signal(Set.of(token), SIGTERM, pid -> false)).isFalse();
        assertThat(end()).contains(false);

        assertThat(lives(longer)).isTrue();
        assertThat(programs.end(Set.of(token + "0"), SIGTERM, GRACE, pid -> false))
                .contains(false);
    }

    @Test
    void whatIgnoresTheSignalIsKilled() throws Exception {
        Process deaf = start(token, "trap '' TERM; echo $$ >ready; while :; do sleep 0.1; done");
        Eventually.await(LIMIT, "ready", () -> Files.exists(folder.resolve("ready")));

        assertThat(programs.end(Set.of(token), SIGTERM, Duration.ofMillis(200), pid -> false))
                .contains(true);

        assertThat(deaf.waitFor()).isEqualTo(137);
    }

    @Test
    void whatIsStoppedIsKilled() throws Exception {
        Process stopped = start(token, "trap '' TERM; echo $$ >stopped; kill -STOP $$; sleep 60");
        pid("stopped");

        assertThat(programs.end(Set.of(token), SIGTERM, Duration.ofMillis(100), any -> false))
                .contains(true);

        assertThat(stopped.waitFor()).isEqualTo(137);
    }

    @Test
    void whatIsSparedEndsByItself() throws Exception {
        Process keeper = start(
                token,
                "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ >deaf; while :; do sleep 0.1; done';" + " echo $? >code");
        pid("deaf");

        assertThat(programs.end(Set.of(token), Posix.SIGKILL, Duration.ofMillis(100), pid -> pid == keeper.pid()))
                .isPresent();

        assertThat(keeper.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("code"))).isEqualTo("137\n");
    }

    @Test
    void whatIsSparedAndStaysIsKilledInTheEnd() throws Exception {
        Process keeper = start(token, "exec ./stay keeper");
        pid("keeper");

        assertThat(programs.end(Set.of(token), SIGTERM, Duration.ofMillis(100), pid -> pid == keeper.pid()))
                .contains(true);

        assertThat(keeper.waitFor()).isEqualTo(137);
    }

    @Test
    void nothingIsNoFailure() {
        assertThat(end()).contains(false);
        assertThat(programs.signal(Set.of(token), SIGTERM, pid -> false)).isFalse();
        assertThat(programs.alive()).doesNotContain(token);
    }

    @Test
    void severalAreEndedTogether() throws Exception {
        Process one = start(token, "./stay one & wait");
        Process two = start("other-" + token, "./stay two & wait");
        pid("one");
        pid("two");

        assertThat(programs.end(Set.of(token, "other-" + token), SIGTERM, GRACE, pid -> false))
                .contains(false);

        assertThat(one.waitFor()).isNotZero();
        assertThat(two.waitFor()).isNotZero();
    }
}
