/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CiScriptTest {
    private static final Path README = Path.of("README.md");

    @Test
    void ciRunsTheTestCommandOfTheReadme() throws IOException {
        assumeTrue(Files.exists(README));
        String command = Files.readAllLines(Path.of(".ci/run")).stream()
                .filter(line -> line.startsWith("test_command="))
                .map(line -> line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\'')))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readAllLines(README))
                .anySatisfy(line -> assertThat(line.strip())
                        .matches(text -> text.equals(command) || text.startsWith(command + " "), "is " + command));
    }
}
