/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedCommandRunnerTest {
    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();

    @Test
    void answersByTheLatestFittingPrefixAndRecordsCalls() {
        runner.on("podman rm", ScriptedCommandRunner.ok("gone\n"))
                .on("podman rm -f", ScriptedCommandRunner.failed(2, "busy\n"));
        List<String> lines = new ArrayList<>();

        assertThat(runner.run(command("podman", "rm", "a"), lines::add).stdout())
                .isEqualTo("gone\n");
        assertThat(runner.attach(command("podman", "rm", "-f", "a"))).isEqualTo(2);
        assertThat(lines).containsExactly("gone");
        assertThat(runner.lines()).containsExactly("podman rm a", "podman rm -f a");
    }

    @Test
    void failsOnUnexpectedCommands() {
        assertThatThrownBy(() -> runner.run(command("podman", "ps")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("unexpected command: [podman, ps]");
    }

    private static Command command(String... argv) {
        return Command.of(List.of(argv), Duration.ofSeconds(1));
    }
}
