/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.cli.CommandEntry;
import dev.kdn.cli.CommandGroup;
import dev.kdn.cli.CommandNode;
import dev.kdn.cli.CommandTree;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WiringTest {
    @ParameterizedTest
    @MethodSource("paths")
    void showsHelpOfEveryCommandWithoutBuildingWhatItStandsOn(List<String> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wiring wiring = new Wiring(new SurroundingsBuilder().build(out, out));
        List<String> words = new ArrayList<>(path);
        words.add("--help");

        int code = wiring.dispatcher().run(words.toArray(new String[0]));

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:\n  kdn " + String.join(" ", path));
        assertThat(wiring.services().isUntouched()).isTrue();
    }

    static Stream<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        collect(CommandTree.root(), List.of(), paths);
        return paths.stream();
    }

    /// The words to every visible command and group below the root.
    static void collect(CommandGroup group, List<String> above, List<List<String>> paths) {
        for (CommandNode node : group.visible()) {
            List<String> path = new ArrayList<>(above);
            path.add(node.name());
            paths.add(path);
            switch (node) {
                case CommandGroup inner -> collect(inner, path, paths);
                case CommandEntry _ -> {}
            }
        }
    }
}
