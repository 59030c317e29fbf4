/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Program;
import dev.kdn.testing.Result;
import dev.kdn.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The programs of real agents, from npm, to be mounted into workspaces. They are installed once and stay in `target`.
final class RealAgents {
    private static final List<String> PACKAGES = List.of(
            "@anthropic-ai/claude-code@2.1.197",
            "opencode-ai@1.18.33",
            "@openai/codex@0.169.0",
            "@google/gemini-cli@0.61.0",
            "node@20.20.2");
    private static final Path FOLDER = Path.of("target", "agents").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private RealAgents() {}

    /// The folder `node_modules`. Where npm cannot be reached the test is left out, or fails if everything is required.
    static Path modules() {
        assumeTrue(Tool.isThere("npm"), "npm is installed");
        Path complete = FOLDER.resolve("complete");
        if (!Files.exists(complete)) {
            List<String> argv = new ArrayList<>(
                    List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", FOLDER.toString()));
            argv.addAll(PACKAGES);
            // npm finds its registry through the user's own settings.
            Result installed = Program.of(argv, Map.copyOf(System.getenv()), FOLDER.resolve("streams"))
                    .withLimit(LIMIT)
                    .run();
            if ("required".equals(System.getenv("KDN_TEST_ENGINES"))) {
                assertThat(installed.exit()).as(installed.output()).isZero();
            }
            assumeTrue(installed.exit() == 0, "npm could not be reached");
            touch(complete);
        }
        return FOLDER.resolve("node_modules");
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
