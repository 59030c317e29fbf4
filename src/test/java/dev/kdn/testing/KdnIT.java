/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution as a whole: complete, silent about Java, and free of what the user's environment says about Java.
class KdnIT {
    @TempDir
    private Path folder;

    @Test
    void distributionIsComplete() {
        assertThat(Set.of("bin/kdn", "runtime/bin/java", "LICENSE", "THIRD-PARTY.txt", "licenses"))
                .allSatisfy(name -> assertThat(Kdn.DISTRIBUTION.resolve(name)).exists());
    }

    @Test
    void knowsItsVersion() throws IOException {
        Properties properties = new Properties();
        try (var text = KdnIT.class.getResourceAsStream("/dev/kdn/version.properties")) {
            properties.load(text);
        }

        assertThat(properties).containsOnlyKeys("version");
        assertThat(properties.getProperty("version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void javaOptionsOfTheUserDoNotMatter() {
        try (Kdn kdn = Kdn.fresh(folder)) {
            Result plain = kdn.run("--no-such-option").exit(2);
            Kdn disturbed = kdn.with("JAVA_TOOL_OPTIONS", "garbage")
                    .with("_JAVA_OPTIONS", "-XX:+UseG1GC")
                    .with("JDK_JAVA_OPTIONS", "garbage")
                    .with("CLASSPATH", "garbage");

            assertThat(disturbed.run("--no-such-option")).isEqualTo(plain);
        }
    }

    @Test
    void startsWithoutHomeAndInAnyLocale() {
        try (Kdn kdn = Kdn.fresh(folder)) {
            kdn.without("HOME").without("LANG").run("--no-such-option").exit(2);
            kdn.withoutUnicode().run("--no-such-option").exit(2);
        }
    }

    @Test
    void startsFromAnotherFolder() throws IOException {
        Path moved = folder.resolve("grün und blau");
        Files.createDirectories(moved.resolve("bin"));
        Files.copy(Kdn.DISTRIBUTION.resolve("bin/kdn"), moved.resolve("bin/kdn"));
        Files.createSymbolicLink(moved.resolve("lib"), Kdn.DISTRIBUTION.resolve("lib"));
        Files.createSymbolicLink(moved.resolve("runtime"), Kdn.DISTRIBUTION.resolve("runtime"));
        assertThat(moved.resolve("bin/kdn").toFile().setExecutable(true)).isTrue();

        Program.of(
                        List.of(moved + "/bin/kdn", "--no-such-option"),
                        Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"),
                        folder)
                .run()
                .exit(2);
    }
}
