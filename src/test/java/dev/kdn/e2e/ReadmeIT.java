/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first command of the README, without the build that it begins with.
@EngineTest("bwrap")
class ReadmeIT {
    private static final String BUILD = "./mvnw -q -B package -DskipTests && ";

    @Test
    void firstCommandDoesTheMainJob(@TempDir Path folder) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf(BUILD) + BUILD.length();
        String command = readme.substring(start, readme.indexOf("```", start));
        Path clone = Files.createDirectory(folder.resolve("clone"));
        Files.createDirectories(clone.resolve("target"));
        Path _ = Files.createSymbolicLink(clone.resolve("target/kdn"), Kdn.DISTRIBUTION);
        Files.writeString(Files.createDirectory(clone.resolve("docs")).resolve("index.md"), "# here\n");

        Result result = Kdn.fresh(folder).in(clone).shell(command).exit(0);

        assertThat(result.stdout()).contains("index.md\n", "demo", "local", "running");
        assertThat(clone.resolve("target/demo/instances.json")).hasContent("[]");
    }
}
