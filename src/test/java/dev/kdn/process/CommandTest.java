/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void titleNamesProgramAndSubcommandOnly() {
        assertThat(title("/usr/bin/podman", "build", "context")).isEqualTo("podman build");
        assertThat(title("podman", "container", "inspect", "shop")).isEqualTo("podman container inspect");
        assertThat(title("podman", "--log-level=debug", "ps")).isEqualTo("podman");
        assertThat(title("git", "rev-parse", "--show-toplevel")).isEqualTo("git rev-parse");
        assertThat(title("login", "S3cret")).isEqualTo("login");
    }

    private static String title(String... argv) {
        return Command.of(List.of(argv), Duration.ofSeconds(1)).title();
    }
}
