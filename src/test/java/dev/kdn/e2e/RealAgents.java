/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The programs of real agents, from npm, to be mounted into workspaces. They are installed once and stay in `target`.
final class RealAgents {
    private static final Path FOLDER = Path.of("target", "agents").toAbsolutePath();
    private static final String INSTALL = "src/test/testbed/agents/install";
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private RealAgents() {}

    /// The folder `node_modules`. Where npm cannot be reached the test is left out, or fails if everything is required.
    static Path modules() {
        boolean required = "required".equals(System.getenv("KDN_TEST_ENGINES"));
        assumeTrue(required || (Tool.isThere("npm") && Tool.isThere("tmux")), "npm and tmux are installed");
        // npm finds its registry through the user's own settings.
        List<String> argv = List.of(Path.of(INSTALL).toAbsolutePath().toString(), FOLDER.toString());
        Result installed = Program.of(argv, Map.copyOf(System.getenv()), FOLDER.resolveSibling("agents-streams"))
                .withLimit(LIMIT)
                .run();
        if (required) {
            assertThat(installed.exit()).as(installed.output()).isZero();
        }
        assumeTrue(installed.exit() == 0, "npm could not be reached");
        return FOLDER.resolve("node_modules");
    }
}
