/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.secret.Secrets;
import dev.kdn.secret.ValueStore;
import dev.kdn.secret.ValueStores;
import dev.kdn.storage.Storage;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kdn secret` and `kdn service`, with the encrypted file.
class SecretCommandsTest {
    @TempDir
    private Path folder;

    private KdnInJvm kdn(String... words) {
        SurroundingsBuilder surroundings = new SurroundingsBuilder()
                .workingFolder(folder)
                .variable("KDN_STORAGE", folder.resolve("storage").toString())
                .variable("KDN_SECRET_STORE", "file")
                .variable("KDN_SECRET_PASSPHRASE", "correct horse")
                .variable("TOKEN", "t0ken");
        return KdnInJvm.run(surroundings, words);
    }

    private KdnInJvm create(String line) {
        List<String> words = new ArrayList<>(List.of("secret", "create"));
        words.addAll(List.of(line.split(" ")));
        return kdn(words.toArray(String[]::new));
    }

    @Test
    void createsListsAndRemoves() throws IOException {
        assertThat(create("gh --type github --from-env TOKEN --description work")
                        .out())
                .isEqualTo("Secret \"gh\" created successfully\n");
        assertThat(create("b --type other --host h --header X --env B --from-env TOKEN -o json")
                        .out())
                .isEqualTo("{\n  \"name\": \"b\"\n}\n");

        assertThat(kdn("secret", "list").out()).isEqualTo("""
            NAME  TYPE    DESCRIPTION
            b     other
            gh    github  work
            """);
        assertThat(kdn("secret", "list", "-o", "json").out()).isEqualTo("""
            {
              "items": [
                {
                  "envs": [
                    "B"
                  ],
                  "header": "X",
                  "hosts": [
                    "h"
                  ],
                  "name": "b",
                  "type": "other"
                },
                {
                  "description": "work",
                  "name": "gh",
                  "type": "github"
                }
              ]
            }
            """);
        assertThat(Files.readString(folder.resolve("storage/secrets.json"))).doesNotContain("t0ken");
        assertThat(kdn("secret", "rm", "gh").out()).isEqualTo("Secret \"gh\" removed successfully\n");
        assertThat(kdn("secret", "remove", "b", "-o", "json").out()).isEqualTo("{\n  \"name\": \"b\"\n}\n");
        assertThat(kdn("secret", "list").out()).isEqualTo("No secrets found\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a --value x | 2 | --type is required",
                "a --type x --value y | 2 | invalid --type \"x\": must be one of anthropic, gemini, github, other",
                "a --type github --value= | 2 | --value is required",
                "a --type other --value x | 2 | --host is required when --type=other",
                "a --type other --value x --host h | 2 | --header is required when --type=other",
                "a --type github --value x --path p --host h | 2 | --host is only valid when --type=other",
                "a --type github --value x --headerTemplate h | 2 | --headerTemplate is only valid when --type=other",
                "a --type github --value x --env h | 2 | --env is only valid when --type=other",
                "a --type github --value x --from-env TOKEN | 2 | only one of --value, --from-env can be given",
                "a --type github --value x --store nowhere | 2 | unknown store of secrets \"nowhere\" (must be one of:"
                        + " keychain, file)",
                "a --type github --from-env NOPE | 2 | environment variable NOPE is not set",
                "a --type github | 2 | the secret is empty: nothing came from standard input",
                "a --type github --from-file nope | 3 | file with the secret does not exist",
                "a --type other --value x --host h --header x --env A-B | 2 | invalid --env \"A-B\"",
                "a --type other --value x --host h --header x --env UID | 2 | invalid --env \"UID\"",
                "a --type github --from-env TOKEN --store keychain | 5 | failed to create secret: failed to store"
                        + " secret in keychain: no keychain answers",
            })
    void refuses(String line, int code, String message) {
        KdnInJvm result = create(line.strip());

        assertThat(result.err()).contains(message.strip());
        assertThat(result.code()).isEqualTo(code);
        assertThat(folder.resolve("storage/secrets.json")).doesNotExist();
    }

    private KdnInJvm fromCommand(String line) {
        return kdn("secret", "create", "a", "--type", "github", "--from-command", line);
    }

    @Test
    void takesValuesFromFilesAndCommands() throws IOException {
        Files.writeString(folder.resolve("value"), "from a file\n");
        assertThat(create("a --type github --from-file value").code()).isZero();
        assertThat(new Secrets(new Storage(folder.resolve("storage")), _ -> store(), _ -> {}).value("a"))
                .isEqualTo("from a file");
        kdn("secret", "remove", "a");

        assertThat(fromCommand("printf 'one\\ntwo \\303\\274\\n'").code()).isZero();
        assertThat(store().find("a")).contains("one\ntwo ü\n");
    }

    private ValueStore store() {
        return new ValueStores(
                        new Storage(folder.resolve("storage")),
                        Map.of(),
                        "Linux",
                        () -> 0,
                        () -> {
                            throw new AssertionError("no program is needed");
                        },
                        _ -> "correct horse")
                .byKind()
                .apply(ValueStore.Kind.FILE);
    }

    @Test
    void aCommandThatFailsIsNotQuoted() {
        KdnInJvm failed = fromCommand("echo s3cret-out; echo s3cret-err >&2; exit 3");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("failed with exit code 3").doesNotContain("s3cret");
    }

    @Test
    void whatIsNotTextIsRefused() {
        KdnInJvm refused = fromCommand("printf 'a\\377b'");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("is not UTF-8 text");
        assertThat(folder.resolve("storage/secrets.json")).doesNotExist();
    }

    @Test
    void exposedNamesHaveNoComma() {
        KdnInJvm refused = kdn("init", folder.toString(), "-r", "fake", "-a", "claude", "--expose-secret", "a,b");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("a,b", "environment[].secret");
    }

    @Test
    void warnsOfValuesOnTheCommandLine() {
        KdnInJvm result = create("a --type github --value x");

        assertThat(result.code()).isZero();
        assertThat(result.err()).startsWith("warning: --value shows the secret in the list of processes");
    }

    @Test
    void namesAreUnique() {
        create("a --type github --from-env TOKEN");

        KdnInJvm second = create("a --type github --from-env TOKEN");

        assertThat(second.code()).isEqualTo(4);
        assertThat(second.err()).startsWith("Error: failed to create secret: secret \"a\": secret already exists\n");
    }

    @Test
    void removingWhatIsNotThereIsNotFound() {
        KdnInJvm result = kdn("secret", "remove", "a", "-o", "json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("failed to remove secret: secret \\\"a\\\": secret not found");
        assertThat(folder.resolve("storage")).doesNotExist();
    }

    @Test
    void withoutPassphraseItSaysWhatIsNeeded() {
        SurroundingsBuilder surroundings = new SurroundingsBuilder()
                .variable("KDN_STORAGE", folder.toString())
                .variable("TOKEN", "t0ken");

        KdnInJvm result = KdnInJvm.run(
                surroundings, "secret", "create", "a", "--type", "github", "--store", "file", "--from-env", "TOKEN");

        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("KDN_SECRET_PASSPHRASE");
    }

    @Test
    void listsServices() {
        assertThat(kdn("service", "list").out())
                .startsWith("NAME ")
                .containsPattern(
                        "github +api.github.com +Authorization +Bearer \\$\\{value} +GH_TOKEN, GITHUB_TOKEN +GitHub")
                .containsPattern("(?s)\nanthropic.*\ngemini.*\ngithub");
        assertThat(kdn("service", "list", "-o", "json").out()).contains("""
                {
                  "name": "github",
                  "description": "GitHub token for repositories and the GitHub API",
                  "hostPattern": "api.github.com",
                  "hostsPatterns": [
                    "api.github.com"
                  ],
                  "headerName": "Authorization",
                  "headerTemplate": "Bearer ${value}",
                  "envVars": [
                    "GH_TOKEN",
                    "GITHUB_TOKEN"
                  ]
                }
            """);
    }
}
