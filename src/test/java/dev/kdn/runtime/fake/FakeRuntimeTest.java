/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeContract;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeRuntimeTest implements RuntimeContract {
    private static final String NOW = "2026-05-24T10:00:00Z";

    @TempDir
    private Path folder;

    private FakeRuntime runtime;
    private int names;

    @BeforeEach
    void makeRuntime() {
        runtime = another();
    }

    private FakeRuntime another() {
        return new FakeRuntime(new Storage(folder.resolve("storage")), () -> Instant.parse(NOW));
    }

    @Override
    public WorkspaceRuntime runtime() {
        return runtime;
    }

    @Override
    public Path sources() {
        return folder;
    }

    @Override
    public synchronized String freshName() {
        return "name-" + names++;
    }

    @Override
    public CreateRequest requestThatFails() {
        script("{\"create\": \"state: bogus\", \"recreate\": \"state: bogus\"}");
        return request("unlucky");
    }

    @Override
    public void mend() {
        script("{}");
    }

    @Test
    void keepsInstancesInTheFormatOfTheReference() throws IOException {
        CreateRequest request = request("shop");
        runtime.create(request, new RecordingStepLogger());

        assertThat(folder.resolve("storage/runtimes/fake/instances.json"))
                .hasContent("""
                    {
                      "next_id": 2,
                      "instances": {
                        "fake-001": {
                          "id": "fake-001",
                          "name": "shop",
                          "state": "stopped",
                          "info": {
                            "created_at": "2026-05-24T10:00:00Z",
                            "env_vars_count": "0",
                            "has_config": "true",
                            "source": "%s"
                          },
                          "source": "%s",
                          "workspace": "%s"
                        }
                      }
                    }\
                    """.formatted(folder, folder, request.workspaceId()));
    }

    @Test
    void neverUsesAnIdTwice() {
        RuntimeInfo first = runtime.create(request("a"), new RecordingStepLogger());
        runtime.remove(first.id(), new RecordingStepLogger());

        assertThat(another().create(request("a"), new RecordingStepLogger()).id())
                .isEqualTo("fake-002");
    }

    @Test
    void refusesNameThatIsTaken() {
        runtime.create(request("shop"), new RecordingStepLogger());

        assertThatThrownBy(() -> runtime.create(request("shop"), new RecordingStepLogger()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("instance with name shop already exists");
    }

    @Test
    void failsWhenTheScriptSaysSo() {
        script("{\"create\": \"fail: no space\"}");

        assertThatThrownBy(() -> runtime.create(request("shop"), new RecordingStepLogger()))
                .isInstanceOf(EngineException.class)
                .hasMessage("fake create failed: no space");
    }

    @Test
    void reportsTheStateThatTheScriptSays() {
        script("{\"create\": \"state: paused\", \"info\": \"state: error\"}");

        assertThatThrownBy(() -> runtime.create(request("shop"), new RecordingStepLogger()))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("invalid runtime state: \"paused\"");

        script("{\"info\": \"state: error\"}");
        RuntimeInfo made = runtime.create(request("shop"), new RecordingStepLogger());
        assertThat(runtime.info(made.id()).state()).isEqualTo(RuntimeState.ERROR);
    }

    @Test
    void hangsNoLongerThanTheLimit() {
        script("{\"states\": \"hang: 60000\"}");

        assertThatThrownBy(() -> runtime.capabilities()
                        .states()
                        .orElseThrow()
                        .states(List.of("fake-001"), Duration.ofMillis(10)))
                .isInstanceOf(TimedOutException.class);
    }

    @Test
    void hasTerminalsOnlyWhenTheScriptSaysSo() {
        assertThat(runtime.capabilities().terminal()).isEmpty();

        script("{\"terminal\": \"exit: 7\"}");

        assertThat(runtime.capabilities()
                        .terminal()
                        .orElseThrow()
                        .open(new TerminalAccess.Request("fake-001", "shell", List.of(), false, Optional.empty())))
                .isEqualTo(7);
    }

    private void script(String text) {
        Path file = folder.resolve("storage/runtimes/fake/script.json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
