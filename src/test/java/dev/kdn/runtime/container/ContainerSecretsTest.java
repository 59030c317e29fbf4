/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.storage.Storage;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose secrets are meant, and how they get into containers.
class ContainerSecretsTest {
    private static final String ID = "ab".repeat(32);
    private static final SecretSource OURS = new SecretSource("ours"::equals, name -> "it's\n" + name);

    @TempDir
    private Path folder;

    private final EngineInMemory engine = new EngineInMemory();

    private static WorkspaceConfiguration naming(String... secrets) {
        List<Variable> variables = new ArrayList<>();
        for (String secret : secrets) {
            variables.add(new Variable("V_" + secret, Optional.of(secret), Optional.empty()));
        }
        return WorkspaceConfiguration.EMPTY.withEnvironment(variables, List.of());
    }

    @Test
    void kdnsSecretsComeFirstThenTheEngines() {
        engine.secrets.add("theirs");

        SecretPlan plan = SecretPlan.of(naming("ours", "theirs"), OURS, engine);

        assertThat(plan.own()).containsExactly(Map.entry("V_ours", "ours"));
        assertThat(plan.engine()).containsExactly(Map.entry("V_theirs", "theirs"));
    }

    @Test
    void bothOrNeitherIsAnError() {
        assertThatThrownBy(() -> SecretPlan.of(naming("nope"), OURS, engine))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("kdn secret create nope"));
        engine.secrets.add("ours");
        assertThatThrownBy(() -> SecretPlan.of(naming("ours"), OURS, engine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("which both kdn and memory have");
    }

    @Test
    void goIntoTheContainerAsAScriptThatQuotesThem() {
        ContainerSecrets secrets = secrets();

        secrets.provide(ID, secrets.prepare(ID).orElseThrow());

        assertThat(engine.fed)
                .containsExactly(
                        "root: [/bin/chmod, 1777, /run/kdn/secrets]", "export V='it'\\''s\nours'\n# complete\n");
        assertThat(secrets.prepare("cd".repeat(32))).isEmpty();
    }

    @Test
    void onlyWhatArrivedWholeIsKept() throws Exception {
        Path environment = folder.resolve("environment");

        assertThat(store("export A='1'\n# comp")).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
        assertThat(store("export A='1'\n# complete\n")).isZero();
        assertThat(store("export A='2'\n")).isEqualTo(1);

        assertThat(environment).hasContent("export A='1'\n# complete");
        assertThat(Files.getPosixFilePermissions(environment)).hasSize(2);
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(environment));
    }

    private int store(String script) throws Exception {
        Process process = new ProcessBuilder(ContainerSecrets.store(folder.toString())).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void areBroughtBeforeATerminalOnlyIfTheyAreMissing() {
        List<String> notes = new ArrayList<>();
        boolean[] there = {true};
        ContainerTerminal.Exec exec = new ContainerTerminal.Exec() {
            @Override
            public int attached(TerminalAccess.Request request, List<String> argv, List<String> environment) {
                return 0;
            }

            @Override
            public boolean succeeds(String id, List<String> argv) {
                return there[0];
            }
        };
        TerminalAccess terminal = secrets().before(request -> 7, exec, notes::add);
        TerminalAccess.Request request = new TerminalAccess.Request(ID, "shell", List.of(), false, Optional.empty());

        assertThat(terminal.open(request)).isEqualTo(7);
        assertThat(engine.fed).isEmpty();
        there[0] = false;
        assertThat(terminal.open(request)).isEqualTo(7);

        assertThat(engine.fed).hasSize(2);
        assertThat(notes).hasSize(1);
        terminal.makeReady(ID);
        assertThat(engine.fed).hasSize(4);
        terminal.makeReady("cd".repeat(32));
        assertThat(engine.fed).hasSize(4);
    }

    @Test
    void eachValueIsAskedForOnceBeforeTheContainerIsMadeAnew() {
        List<String> asked = new ArrayList<>();
        SecretSource source = new SecretSource(_ -> true, name -> {
            asked.add(name);
            if (name.equals("ours")) {
                throw new NotFoundException("gone");
            }
            return name;
        });
        ContainerSecrets secrets = secrets(source);

        secrets.fetch(ID, naming("a", "b"));
        assertThatThrownBy(() -> secrets.prepare(ID)).hasMessage("gone");
        secrets.fetch(ID, naming("a"));
        assertThat(asked).containsExactlyInAnyOrder("a", "b", "ours");
        assertThatThrownBy(() -> secrets.fetch(ID, naming("ours"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void variablesOfTheShellItselfAreRefused() {
        WorkspaceConfiguration configuration = WorkspaceConfiguration.EMPTY.withEnvironment(
                List.of(new Variable("UID", Optional.of("ours"), Optional.empty())), List.of());

        assertThatThrownBy(() -> SecretPlan.of(configuration, OURS, engine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("\"UID\"", "\"ours\"");
    }

    private ContainerSecrets secrets() {
        return secrets(OURS);
    }

    private ContainerSecrets secrets(SecretSource source) {
        ContainerRecords records = new ContainerRecords(new Storage(folder), folder.resolve("containers"));
        SecretPlan plan = new SecretPlan(Map.of("V", "ours"), Map.of());
        records.remember(ID, Optional.empty(), List.of(), ContainerSecrets.origin(plan));
        return new ContainerSecrets(engine, records, source);
    }
}
