/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static dev.kdn.process.ScriptedCommandRunner.failed;
import static dev.kdn.process.ScriptedCommandRunner.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kdn.error.EngineException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.ScriptedCommandRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateCarrierTest {
    private static final String WAY_OUT = "put a real file or folder in its place, or start with a fresh home folder:"
            + " 'kdn recreate --discard-state shop' (with --force if it runs)";

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private final PodmanCli podman =
            new PodmanCli(runner, () -> "podman", new PodmanTroubles(Path.of("/none"), Map.of(), () -> 0));
    private final StateCarrier carrier = new StateCarrier(podman, new PodmanInspection(podman));

    @BeforeEach
    void answer() {
        runner.on("podman cp", ok(""));
        runner.on("podman info", ok("{}"));
        runner.on("podman inspect", ok("shop\n"));
        runner.on("podman container exists", ok(""));
        runner.on("podman diff old", ok("C /home\nC /home/agent\nA /home/agent/.tool\nA /home/agent/.tool/x\n"));
        runner.on("podman diff new", ok("C /home\nC /home/agent\nA /home/agent/.tool\n"));
    }

    @Test
    void copiesWhatChangedAndLooksWhetherItArrived() {
        carrier.carry("old", "new", List.of("~/.tool", "~/.untouched"));

        assertThat(runner.lines())
                .containsExactly(
                        "podman diff old", "podman cp old:/home/agent/.tool new:/home/agent/", "podman diff new");
    }

    @Test
    void asksNothingWhenNothingIsToBeCarried() {
        carrier.carry("old", "new", List.of());

        assertThat(runner.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A /home/agent/.tools\n",
                "A /other/home/agent/.tool\n",
                "D /home/agent/.tool\n",
                "A /home/agent/.tool/x\n",
                "A /home/agent/odd\n/home/agent/.tool\n"
            })
    void passesOverWhatOnlyLooksSimilar(String diff) {
        runner.on("podman diff old", ok(diff));

        carrier.carry("old", "new", List.of("~/.tool"));

        assertThat(runner.lines()).containsExactly("podman diff old");
    }

    @Test
    void failsWhenAPathDidNotArrive() {
        runner.on("podman diff new", ok("C /home\nC /home/agent\nA /home/agent/.real\n"));

        assertThatThrownBy(() -> carrier.carry("old", "new", List.of("~/.tool")))
                .hasMessage("~/.tool did not arrive in the new container;"
                        + " it may be a symbolic link, which podman cannot copy")
                .asInstanceOf(type(EngineException.class))
                .satisfies(e -> assertThat(e.hint()).hasValue(WAY_OUT));
    }

    @Test
    void failsWhenAPathCannotBeCopied() {
        runner.on("podman cp", failed(125, "Error: could not be found"));

        assertThatThrownBy(() -> carrier.carry("old", "new", List.of("~/.tool")))
                .hasMessage("failed to carry ~/.tool over to the new container: could not be found;"
                        + " it may be a symbolic link, which podman cannot copy")
                .asInstanceOf(type(EngineException.class))
                .satisfies(e -> assertThat(e.hint()).hasValue(WAY_OUT));
    }

    @Test
    void blamesNoLinkWhenPodmanAsAWholeFails() {
        runner.on("podman cp", failed(125, "Error: no")).on("podman info", failed(125, "Error: broken"));

        assertThatThrownBy(() -> carrier.carry("old", "new", List.of("~/.tool")))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("podman does not work: broken");
    }
}
