/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillMountsTest {
    @ParameterizedTest
    @CsvSource({
        "$HOME/.config/x, .config/x",
        "/home/agent/x, x",
        "/home/./agent/x, x",
        "/home/agent//x, x",
        "/home/agent/y/../x, x"
    })
    void findsMountsInTheHomeHoweverTheyAreSpelt(String target, String path) {
        WorkspaceConfiguration configuration = WorkspaceConfiguration.EMPTY.withMounts(
                List.of(new Mount("/h", false, target), new Mount("/h", false, "/home/agents/x")));

        assertThat(SkillMounts.inHome(configuration)).containsExactly(path);
    }
}
