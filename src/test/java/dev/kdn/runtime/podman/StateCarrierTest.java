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
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.StateCarrier;
import dev.kdn.storage.Storage;
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

    private static final String OLD = "01d".repeat(8);
    private static final String NEW = "2e3".repeat(8);

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private final ContainerHost host = new ContainerHost(Path.of("/none"), () -> 0, () -> 0, "x", Map.of(), _ -> {});
    private final StateCarrier carrier =
            new StateCarrier(new PodmanEngine(new Storage(Path.of("/none")), runner, () -> "podman", host));

    @BeforeEach
    void answer() {
        runner.on("podman cp", ok(""));
        runner.on("podman info", ok("{}"));
        runner.on("podman inspect", ok("shop\n"));
        runner.on("podman container exists", ok(""));
        runner.on("podman diff " + OLD, ok("C /home\nC /home/agent\nA /home/agent/.tool\nA /home/agent/.tool/x\n"));
        runner.on("podman diff " + NEW, ok("C /home\nC /home/agent\nA /home/agent/.tool\n"));
    }

    @Test
    void copiesWhatChangedAndLooksWhetherItArrived() {
        carrier.carry(OLD, NEW, List.of("~/.tool", "~/.untouched"));

        assertThat(runner.lines())
                .containsExactly(
                        "podman diff " + OLD,
                        "podman cp " + OLD + ":/home/agent/.tool " + NEW + ":/home/agent/",
                        "podman diff " + NEW);
    }

    @Test
    void asksNothingWhenNothingIsToBeCarried() {
        carrier.carry(OLD, NEW, List.of());

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
        runner.on("podman diff " + OLD, ok(diff));

        carrier.carry(OLD, NEW, List.of("~/.tool"));

        assertThat(runner.lines()).containsExactly("podman diff " + OLD);
    }

    @Test
    void failsWhenAPathDidNotArrive() {
        runner.on("podman diff " + NEW, ok("C /home\nC /home/agent\nA /home/agent/.real\n"));

        assertThatThrownBy(() -> carrier.carry(OLD, NEW, List.of("~/.tool")))
                .hasMessage("~/.tool did not arrive in the new container;"
                        + " it may be a symbolic link, which podman cannot copy")
                .asInstanceOf(type(EngineException.class))
                .satisfies(e -> assertThat(e.hint()).hasValue(WAY_OUT));
    }

    @Test
    void failsWhenAPathCannotBeCopied() {
        runner.on("podman cp", failed(125, "Error: could not be found"));

        assertThatThrownBy(() -> carrier.carry(OLD, NEW, List.of("~/.tool")))
                .hasMessage("failed to carry ~/.tool over to the new container: podman cannot copy /home/agent/.tool:"
                        + " could not be found; it may be a symbolic link, which podman cannot copy")
                .asInstanceOf(type(EngineException.class))
                .satisfies(e -> assertThat(e.hint()).hasValue(WAY_OUT));
    }

    @Test
    void blamesNoLinkWhenPodmanAsAWholeFails() {
        runner.on("podman cp", failed(125, "Error: no")).on("podman info", failed(125, "Error: broken"));

        assertThatThrownBy(() -> carrier.carry(OLD, NEW, List.of("~/.tool")))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("podman does not work: broken");
    }
}
