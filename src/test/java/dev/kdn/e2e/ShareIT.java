/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Program;
import dev.kdn.testing.TestEnvironment;
import dev.kdn.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the distribution has for other programs: manual pages and completion scripts.
class ShareIT {
    private static final Path SHARE = Kdn.DISTRIBUTION.resolve("share");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bash, bash-completion/completions/kdn",
        "fish, fish/vendor_completions.d/kdn.fish",
        "zsh,  zsh/site-functions/_kdn"
    })
    void scriptsAreThoseThatKdnPrints(String shell, String file) throws IOException {
        assertThat(SHARE.resolve(file))
                .hasContent(Kdn.fresh(folder).run("completion", shell).exit(0).stdout());
    }

    @Test
    void manFindsThePages() throws IOException {
        assumeThat(Tool.isThere("man")).as("man is installed").isTrue();
        Map<String, String> environment = new HashMap<>(TestEnvironment.engines());
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "80"));
        environment.merge("PATH", Kdn.DISTRIBUTION.resolve("bin").toString(), (path, bin) -> bin + ":" + path);

        assertThat(man(environment, "kdn")).contains("KDN(1)", "EXIT STATUS");
        assertThat(man(environment, "kdn", "runtime")).contains("KDN-RUNTIME(1)");
        assertThat(man(environment, "kdn-workspace-start")).contains("kdn workspace start NAME|ID... [flags]");
    }

    @Test
    void archiveHasAllOfIt() throws IOException {
        try (Stream<Path> target = Files.list(Kdn.DISTRIBUTION.resolveSibling("."))) {
            Path archive = target.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();

            String names = program(TestEnvironment.engines(), "tar", "-tzf", archive.toString());

            assertThat(names)
                    .contains("kdn/share/man/man1/kdn.1\n", "kdn/share/bash-completion/completions/kdn\n")
                    .contains("kdn/share/fish/vendor_completions.d/kdn.fish\n", "kdn/share/zsh/site-functions/_kdn\n");
        }
    }

    private String man(Map<String, String> environment, String... words) {
        return program(
                environment, Stream.concat(Stream.of("man"), Stream.of(words)).toArray(String[]::new));
    }

    private String program(Map<String, String> environment, String... argv) {
        return Program.of(List.of(argv), environment, folder).run().exit(0).stdout();
    }
}
