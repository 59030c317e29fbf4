/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramRequest.Input;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs of activities, with and without a sandbox.
@EngineTest("bwrap")
class LocalActivitiesIT {
    @TempDir
    private Path folder;

    private LocalWorkbench bench;

    @BeforeEach
    void open() {
        bench = new LocalWorkbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String started(boolean unsandboxed) {
        CreateRequest request = CreateRequests.plain("shop", bench.sources("sources"), "shell");
        String id = bench.runtime
                .create(unsandboxed ? CreateRequests.unsandboxed(request) : request, new RecordingStepLogger())
                .id();
        return bench.runtime.start(id, new RecordingStepLogger()).id();
    }

    private ProgramAccess programs() {
        return bench.runtime.capabilities().programs().orElseThrow();
    }

    private static ProgramRequest request(String id, String script) {
        return new ProgramRequest(
                id,
                List.of("sh", "-c", script),
                Map.of("KDN_WORKSPACE", "shop", ProgramAccess.TOKEN, "abc"),
                Optional.empty(),
                Optional.empty(),
                Input.NONE);
    }

    @Test
    void hideWhatTheStartHasFoundThatTheyCaused() throws IOException {
        String id = bench.runtime
                .create(CreateRequests.plain("shop", bench.sources("sources"), "shell"), new RecordingStepLogger())
                .id();
        Path secret = Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        bench.expect(id);
        var _ = bench.runtime.start(id, new RecordingStepLogger());
        bench.hide(id, secret);

        assertThat(bench.sandbox(id)).contains(secret.toString());
    }

    @Test
    void leaveNothingThatAStopDoesNotFind() {
        String id = started(true);
        String seconds = Processes.sleep(4432);
        assertThat(programs().foreground(request(id, "sleep " + seconds + " >/dev/null 2>&1 &")))
                .isZero();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Processes.running("sleep", seconds).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(Processes.running("sleep", seconds)).isNotEmpty();

        bench.runtime.stop(id, new RecordingStepLogger());

        assertThat(Processes.running("sleep", seconds)).isEmpty();
    }

    @Test
    void sayEachTimeThatThereIsNoSandbox() {
        String id = started(true);

        assertThat(programs().foreground(request(id, "exit 0"))).isZero();
        programs().background(request(id, "exit 0"));

        assertThat(bench.notes).containsExactly(Bare.WARNING, Bare.WARNING);
        assertThat(programs().look(id, Optional.empty(), List.of("true")).output())
                .isEmpty();
        assertThat(bench.notes).hasSize(2);
    }

    @Test
    void sayNothingOfASandbox() {
        assertThat(programs().foreground(request(started(false), "exit 3"))).isEqualTo(3);

        assertThat(bench.notes).isEmpty();
    }

    @Test
    void doNotGoOnWhereNobodyFindsThem() {
        String id = started(true);
        bench.showsPrograms = false;

        assertThatThrownBy(() -> programs().background(request(id, "exit 0")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("does not tell which programs belong");

        RecordingStepLogger steps = new RecordingStepLogger();
        bench.runtime.stop(id, steps);
        assertThat(steps.warnings()).containsExactly(Bare.UNSEEN);
    }
}
