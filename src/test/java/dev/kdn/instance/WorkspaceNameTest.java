/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceNameTest {
    @ParameterizedTest
    @CsvSource({
        "My Project, my-project",
        ".foo, foo",
        "café-project, caf--project",
        "my🚀project, my-project",
        "---, workspace",
        "'', workspace",
        "Ä, workspace",
        "my.project_v2, my.project_v2",
        "null, null",
        "1e3, 1e3",
        "a..b, a..b",
        "x, x",
        "TITLE, title",
        "a/../b, a-..-b",
        "_a_, a"
    })
    void keepsOnlyLegalCharacters(String wish, String name) {
        assertThat(WorkspaceName.sanitise(wish)).isEqualTo(name);
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(WorkspaceName.sanitise("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void comesFromTheFolder() {
        assertThat(WorkspaceName.of(Path.of("/home/ann/My Shop"))).isEqualTo("my-shop");
        assertThat(WorkspaceName.of(Path.of("/"))).isEqualTo("workspace");
    }

    @Test
    void countsUpToTheFirstFreeName() {
        assertThat(WorkspaceName.unique("shop", Set.of())).isEqualTo("shop");
        assertThat(WorkspaceName.unique("shop", Set.of("shop", "shop-2", "shop-4")))
                .isEqualTo("shop-3");
    }
}
