/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kdn.agent.Agents;
import dev.kdn.error.EngineException;
import dev.kdn.process.Command;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.StatesOf;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What kdn makes of podman's word, or of conmon's mark, that memory was lacking.
class PodmanOutOfMemoryTest {
    private static final String ID = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private final List<String> notes = new ArrayList<>();
    private Storage storage;
    private PodmanRuntime podman;

    @BeforeEach
    void makeRuntime(@TempDir Path folder) {
        storage = new Storage(folder.resolve("storage"));
        storage.ensureId();
        podman = new PodmanRuntime(
                storage,
                runner,
                () -> "podman",
                Agents.builtIn(),
                new ContainerHost(folder, () -> 0, () -> 0, "linux/amd64", Map.of(), notes::add));
    }

    private void inspection(String state) {
        runner.on("podman inspect", ScriptedCommandRunner.ok(ID + "\n" + state + "\n{}\nlocalhost/kdn/x:1\n"));
    }

    @Test
    void believesPodman() {
        inspection("exited 137 true");
        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.OUT_OF_MEMORY);

        inspection("exited 137 false");
        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.STOPPED);

        inspection("exited 143 true"); // something in it was killed, then it was stopped
        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.STOPPED);

        inspection("running 0 true");
        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.RUNNING);
    }

    @Test
    void believesTheMarkOfTheLastStart() {
        runner.on("podman start", start -> {
            mark(start.directory());
            return ScriptedCommandRunner.ok(ID);
        });
        inspection("running 0 false");
        podman.start(ID, new RecordingStepLogger());
        inspection("exited 137 false");

        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.OUT_OF_MEMORY);

        runner.on("podman start", ScriptedCommandRunner.ok(ID));
        inspection("running 0 false");
        podman.start(ID, new RecordingStepLogger());
        inspection("exited 137 false");

        assertThat(podman.info(ID).state()).isEqualTo(RuntimeState.STOPPED);
    }

    private static void mark(Optional<Path> folder) {
        try {
            Files.createFile(folder.orElseThrow().resolve("oom"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void dropsTheMarkWithTheContainer() {
        runner.on("podman start", ScriptedCommandRunner.ok(ID)).on("podman rm", ScriptedCommandRunner.ok(ID));
        inspection("running 0 false");
        podman.start(ID, new RecordingStepLogger());
        Path marks = storage.runtimeFolder("podman").resolve("containers").resolve(ID);
        assertThat(marks).isDirectory();

        podman.remove(ID, new RecordingStepLogger());

        assertThat(marks).doesNotExist();
    }

    @Test
    void asksForManyInOneCallAndOnceMoreForThoseThatWereKilled() {
        runner.on(
                        "podman ps",
                        ScriptedCommandRunner.ok(
                                ID + " Exited (137) 3 seconds ago 137\n" + OTHER + " Up 137 minutes 0\n"))
                .on("podman inspect", ScriptedCommandRunner.ok(ID + " true\n"));

        Map<String, RuntimeState> states = StatesOf.instances(podman, ID, OTHER);

        assertThat(states).isEqualTo(Map.of(ID, RuntimeState.OUT_OF_MEMORY, OTHER, RuntimeState.RUNNING));
        assertThat(runner.calls()).extracting(Command::title).containsExactly("podman ps", "podman inspect");
        assertThat(runner.calls().getLast().argv()).endsWith(ID).doesNotContain(OTHER);
    }

    @Test
    void asksForManyInOneCallWhenNoneWasKilled() {
        runner.on("podman ps", ScriptedCommandRunner.ok(ID + " Exited (0) 3 seconds ago 0\n"));

        assertThat(StatesOf.instances(podman, ID)).containsExactly(Map.entry(ID, RuntimeState.STOPPED));
    }

    @Test
    void saysSoWhenAContainerDiesAtItsStart() {
        runner.on("podman start", ScriptedCommandRunner.ok(ID));
        inspection("exited 137 true");
        runner.on(
                command -> String.join(" ", command.argv()).contains("dev.kdn.name"),
                _ -> ScriptedCommandRunner.ok("shop\n"));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> podman.start(ID, new RecordingStepLogger()))
                .withMessageEndingWith("ended right after its start: it ran out of memory")
                .satisfies(
                        failure -> assertThat(failure.hint().orElse("")).contains("'kdn recreate --memory SIZE shop'"));
    }

    @Test
    void saysSoAfterACommandThatWasKilled() {
        runner.on("podman exec", ScriptedCommandRunner.ok(""))
                .on("podman exec -i", ScriptedCommandRunner.failed(137, ""));

        assertThat(run()).isEqualTo(137);

        assertThat(notes).singleElement().asString().startsWith("the workspace has run out of memory");
    }

    @Test
    void saysNothingAfterACommandThatSomebodyKilled() {
        inspection("running 0 false");
        runner.on("podman exec", ScriptedCommandRunner.failed(1, ""))
                .on("podman exec -i", ScriptedCommandRunner.failed(137, ""));

        assertThat(run()).isEqualTo(137);

        assertThat(notes).isEmpty();
    }

    private int run() {
        return podman.capabilities()
                .terminal()
                .orElseThrow()
                .open(new TerminalAccess.Request(ID, "shell", List.of("x"), false, Optional.empty()));
    }
}
