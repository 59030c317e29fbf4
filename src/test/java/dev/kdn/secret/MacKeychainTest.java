/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.UnavailableException;
import dev.kdn.process.CommandResult;
import dev.kdn.process.ScriptedCommandRunner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The calls of `/usr/bin/security`; the program itself is only on macOS.
class MacKeychainTest {
    private final List<String> inputs = new ArrayList<>();
    private final List<List<String>> calls = new ArrayList<>();

    private MacKeychain answering(String account, CommandResult result) {
        ScriptedCommandRunner runner = new ScriptedCommandRunner().on(_ -> true, command -> {
            inputs.add(command.input());
            calls.add(command.argv());
            boolean asksFor =
                    command.argv().contains(account) || command.input().contains(account);
            return asksFor ? result : ScriptedCommandRunner.failed(44, "not found");
        });
        return new MacKeychain(() -> "id", runner);
    }

    @Test
    void valuesGoThroughStandardInput() {
        answering("id/it", ScriptedCommandRunner.ok("")).put("it's", "s3cret\nü");

        String encoded = Base64.getEncoder().encodeToString("s3cret\nü".getBytes(StandardCharsets.UTF_8));
        assertThat(inputs)
                .containsExactly(
                        "add-generic-password -U -s kdn -a 'id/it'\"'\"'s' -w 'go-keyring-base64:" + encoded + "'\n");
        assertThat(calls).containsExactly(List.of("/usr/bin/security", "-i"));
    }

    @Test
    void readsAllEncodings() {
        String base64 = Base64.getEncoder().encodeToString("ü".getBytes(StandardCharsets.UTF_8));

        assertThat(answering("id/a", ScriptedCommandRunner.ok("go-keyring-base64:" + base64 + "\n"))
                        .find("a"))
                .contains("ü");
        assertThat(answering("id/a", ScriptedCommandRunner.ok("go-keyring-encoded:c3bc\n"))
                        .find("a"))
                .contains("ü");
        assertThat(answering("id/a", ScriptedCommandRunner.ok("plain\n")).find("a"))
                .contains("plain");
    }

    @Test
    void fallsBackToTheReferencesKeyForReadingOnly() {
        MacKeychain keychain = answering("a", ScriptedCommandRunner.ok("old"));

        assertThat(keychain.find("a")).contains("old");
        keychain.delete("a");
        assertThat(calls.getLast()).endsWith("id/a");
        assertThat(keychain.find("b")).isEmpty();
    }

    @Test
    void saysWhatElseCanBeDone() {
        MacKeychain keychain = answering("id/a", ScriptedCommandRunner.failed(51, "User interaction is not allowed."));

        assertThatThrownBy(() -> keychain.put("a", "v"))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("--store file"));
        assertThatThrownBy(() -> keychain.put("a", "v".repeat(4000))).hasMessageContaining("too long");
    }
}
