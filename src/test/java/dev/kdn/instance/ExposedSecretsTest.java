/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NotFoundException;
import dev.kdn.secret.Secrets;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which variables an exposed secret sets.
class ExposedSecretsTest {
    @TempDir
    private Path folder;

    private WorkspaceConfiguration with(String variable, String name) throws IOException {
        Files.writeString(
                folder.resolve("secrets.json"),
                "{\"secrets\": [{\"name\": \"s\", \"type\": \"other\", \"envs\": [\"" + variable + "\"]}]}");
        Secrets secrets = new Secrets(
                new Storage(folder),
                _ -> {
                    throw new AssertionError("no value is needed");
                },
                _ -> {});
        return new ExposedSecrets(() -> secrets).in(WorkspaceConfiguration.EMPTY, List.of(name));
    }

    @Test
    void setsTheVariablesOfTheRecord() throws IOException {
        assertThat(with("CORP_KEY", "s").environment())
                .extracting(Variable::name)
                .containsExactly("CORP_KEY");
        assertThatThrownBy(() -> with("CORP_KEY", "nope")).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A B", "1A", "A-B", "A;id", "UID", "PPID", " "})
    void refusesVariablesThatNoShellSets(String variable) {
        assertThatThrownBy(() -> with(variable, "s"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("\"s\"", "\"" + variable + "\"");
    }
}
