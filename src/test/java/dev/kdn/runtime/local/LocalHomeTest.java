/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a home folder in which programs are at work.
class LocalHomeTest {
    private static Map<String, SettingsFile> files(String output) {
        return LocalHome.files(List.of("a", "b c", "d"), output.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isFilesWithTheirModes() {
        Map<String, SettingsFile> files = files("600 4 a\none\n644 0 b c\n755 2 d\nxy");

        assertThat(files).containsOnlyKeys("a", "b c", "d");
        assertThat(files)
                .hasEntrySatisfying(
                        "a", file -> assertThat(file.content()).asString().isEqualTo("one\n"));
        assertThat(files)
                .hasEntrySatisfying("d", file -> assertThat(file.mode()).isEqualTo(0755));
        assertThat(files("644 1 b c\nx")).containsOnlyKeys("b c");
        assertThat(files("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "600 4 a\nx",
                "600 4 a\nx600 1 d\ny",
                "600 30 a\nx600 1 d\ny",
                "none 1 a\nx",
                "999 1 a\nx",
                "600 -1 a\nx",
                "600 99999999999 a\nx",
                "600 a\nx",
                "something else"
            })
    void isNothingThatMakesNoSense(String output) {
        assertThatThrownBy(() -> files(output)).isInstanceOf(EngineException.class);
    }
}
