/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsIT {
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        kdn = Kdn.fresh(folder);
        Path project = Files.createDirectories(folder.resolve("çafé"));
        kdn.run("init", "--runtime", "fake", "--agent", "shell", project.toString())
                .exit(0);
    }

    @Test
    void aClosedPipeEndsQuietly() {
        Result result = kdn.shell("kdn list | head -n 1; kdn list -o json | true; echo done");

        assertThat(result.stdout()).startsWith("NAME").endsWith("done\n");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void aFailedWriteIsAnError() {
        Result result = kdn.shell("kdn list >/dev/full");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.stderr()).contains("No space left on device");
    }

    @Test
    void anyLocaleAndNoHome() {
        assertThat(kdn.with("LC_ALL", "C").run("list").exit(0).stdout()).contains("çafé");
        assertThat(kdn.without("HOME").run("list").exit(0).stdout()).contains("çafé");
        assertThat(kdn.with("JAVA_TOOL_OPTIONS", "-Xmx1z")
                        .run("version")
                        .exit(0)
                        .stderr())
                .isEmpty();
    }

    @Test
    void everyErrorIsOneJsonDocumentOnRequest() {
        for (String[] arguments : new String[][] {
            {"list", "--no-such-flag", "-o", "json"},
            {"start", "-o", "json"},
            {"start", "nobody", "-o", "json"},
            {"init", "-o", "json", "--runtime", "nothing", "--agent", "shell", "."},
            {"init", "-o", "json", "--show-logs", "--runtime", "fake", "--agent", "shell", "."},
        }) {
            Result result = kdn.run(arguments);

            assertThat(result.exit()).as(String.join(" ", arguments)).isNotZero();
            assertThat(result.stdout()).startsWith("{\n  \"error\": \"").endsWith("\"\n}\n");
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void resultsAloneAreOnStdout(@TempDir Path project) {
        Result init = kdn.run("init", "--runtime", "fake", "--agent", "shell", project.toString());

        assertThat(init.exit(0).stdout()).matches("[0-9a-f]{64}\n");
    }
}
