/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.EngineException;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sandboxes that cannot be made.
@EngineTest("bwrap")
class SandboxAttemptIT {
    private static final SandboxedProgram PROGRAM = SandboxedProgram.of(List.of("sh", "-c", "exit 1"));

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

    private String started(WorkspaceConfiguration configuration) {
        String id = bench.runtime
                .create(
                        CreateRequests.configured("shop", bench.sources("sources"), "shell", configuration),
                        new RecordingStepLogger())
                .id();
        return bench.runtime.start(id, new RecordingStepLogger()).id();
    }

    @Test
    void areNoEndOfTheProgram() throws IOException {
        Path shared = Files.createDirectories(bench.folder.resolve("shared"));
        String id = started(new ConfigurationBuilder()
                .mount(shared.toString(), "/home/agent/a/b", true)
                .get());
        assertThat(bench.terminal(id, "sh", "-c", "exit 1")).isEqualTo(1);
        Files.delete(bench.home(id).resolve("a/b"));
        Files.delete(bench.home(id).resolve("a"));
        Files.createFile(bench.home(id).resolve("a"));

        assertThatThrownBy(() -> bench.terminal(id, "sh", "-c", "exit 1"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot make the sandbox");
        assertThat(bench.folder(id).resolve("reports")).isEmptyDirectory();
    }

    @Test
    void areMadeOnceMoreWhereWhatIsHiddenHasChanged() throws IOException {
        String id = started(WorkspaceConfiguration.EMPTY);
        Path lock = Files.createFile(bench.folder.resolve("lock"));
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(bench.folder(id).resolve(HiddenFiles.FILE), lock + "\0");
        List<ConfinedProgram> tried = new ArrayList<>();

        SandboxAttempt<Integer> attempt = bench.attempt(
                id,
                PROGRAM,
                program -> {
                    tried.add(program);
                    boolean _ = lock.toFile().delete();
                    return tried.size() == 1 ? 1 : 0;
                },
                Integer::intValue);

        assertThat(attempt).isEqualTo(new SandboxAttempt<>(0, true));
        assertThat(tried).hasSize(2);
        assertThat(tried.getFirst().argv()).contains(lock.toString());
        assertThat(tried.getLast().argv()).doesNotContain(lock.toString());
    }

    @Test
    void areNotMadeAgainWhereNothingHasChanged() {
        String id = started(WorkspaceConfiguration.EMPTY);
        List<ConfinedProgram> tried = new ArrayList<>();

        SandboxAttempt<Integer> attempt = bench.attempt(
                id,
                PROGRAM,
                program -> {
                    tried.add(program);
                    return 1;
                },
                Integer::intValue);

        assertThat(attempt.began()).isFalse();
        assertThat(tried).hasSize(1);
    }
}
