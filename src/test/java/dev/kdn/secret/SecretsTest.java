/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.error.UnavailableException;
import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names and values together: order of steps, failures, and what a kill leaves.
class SecretsTest {
    @TempDir
    private Path folder;

    private final ValuesInMemory keychain = new ValuesInMemory();
    private final ValuesInMemory file = new ValuesInMemory();
    private final List<String> warnings = new ArrayList<>();
    private Secrets secrets;

    @BeforeEach
    void open() {
        secrets = new Secrets(new Storage(folder), kind -> kind == Kind.FILE ? file : keychain, warnings::add);
    }

    private static Secret secret(String name) {
        return new Secret(name, "github", "", List.of(), "", "", "", List.of());
    }

    private Path json() {
        return folder.resolve("secrets.json");
    }

    @Test
    void writesTheReferencesFormat() throws IOException {
        secrets.create(
                new Secret("gh", "github", "work <token>", List.of(), "", "", "", List.of()), Kind.KEYCHAIN, "v");
        secrets.create(
                new Secret(
                        "intranet",
                        "other",
                        "",
                        List.of("api.corp.test"),
                        "/v1",
                        "X-Api-Key",
                        "${value}",
                        List.of("CORP_KEY")),
                Kind.KEYCHAIN,
                "w");

        assertThat(json()).hasContent("""
            {
              "secrets": [
                {
                  "name": "gh",
                  "type": "github",
                  "description": "work \\u003ctoken\\u003e"
                },
                {
                  "name": "intranet",
                  "type": "other",
                  "hosts": [
                    "api.corp.test"
                  ],
                  "path": "/v1",
                  "header": "X-Api-Key",
                  "headerTemplate": "${value}",
                  "envs": [
                    "CORP_KEY"
                  ]
                }
              ]
            }\
            """);
        assertThat(Files.readString(json())).endsWith("}");
        assertThat(Files.getPosixFilePermissions(json())).hasSize(2);
        assertThat(folder.resolve("secret-places.json")).doesNotExist();
    }

    @Test
    void keepsWhatItDoesNotKnow() throws IOException {
        String before = """
            {
              "version": 7,
              "Secrets": [
                {
                  "type": "github",
                  "name": "old",
                  "rotation": {
                    "days": 30
                  }
                }
              ],
              "more": [
                true
              ]
            }\
            """;
        Files.writeString(json(), before);

        secrets.create(secret("new"), Kind.KEYCHAIN, "v");
        secrets.remove("new");

        assertThat(Files.readString(json())).isEqualTo(before);
        assertThat(secrets.list()).extracting(Secret::name).containsExactly("old");
    }

    @Test
    void refusesADuplicateWithoutTouchingItsValue() {
        secrets.create(secret("gh"), Kind.KEYCHAIN, "first");

        assertThatThrownBy(() -> secrets.create(secret("gh"), Kind.KEYCHAIN, "second"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("secret \"gh\": secret already exists");
        assertThat(keychain.values).containsExactly(Map.entry("gh", "first"));
    }

    @Test
    void listsByNameWithoutValues() {
        keychain.failing = false;
        for (String name : List.of("b", "a", "B")) {
            secrets.create(secret(name), Kind.KEYCHAIN, "v");
        }
        keychain.failing = true;

        assertThat(secrets.list()).extracting(Secret::name).containsExactly("B", "a", "b");
        assertThat(secrets.find("a")).isPresent();
    }

    @Test
    void anEmptyFileIsDamagedAndTheBackupIsNamed() throws IOException {
        secrets.create(secret("a"), Kind.KEYCHAIN, "v");
        secrets.create(secret("b"), Kind.KEYCHAIN, "v");
        Files.writeString(json(), "");

        assertThatThrownBy(secrets::list)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("secrets.json.bak"))
                .hasMessageStartingWith("failed to parse secrets file: unexpected end of JSON input");
        for (String bad : List.of("[]", "{", "{\"secrets\": 1}", "{\"secrets\": [1]}", "{} {}")) {
            Files.writeString(json(), bad);
            assertThatThrownBy(secrets::list).as(bad).isInstanceOf(StorageException.class);
        }
        for (String empty : List.of("null", "{}", "{\"secrets\": null}")) {
            Files.writeString(json(), empty);
            assertThat(secrets.list()).as(empty).isEmpty();
        }
    }

    @Test
    void aValueThatCannotBeStoredLeavesNothing() {
        keychain.failing = true;

        assertThatThrownBy(() -> secrets.create(secret("gh"), Kind.KEYCHAIN, "v"))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("failed to store secret in keychain: nobody answers");
        keychain.failing = false;
        assertThat(secrets.list()).isEmpty();
        secrets.create(secret("gh"), Kind.KEYCHAIN, "v");
        assertThat(folder.resolve("secret-pending.json")).doesNotExist();
    }

    @Test
    void aRecordThatCannotBeWrittenTakesTheValueBack() throws IOException {
        Files.createDirectories(folder.resolve("secrets.json.bak/in the way"));
        Files.writeString(json(), "{}");

        assertThatThrownBy(() -> secrets.create(secret("gh"), Kind.FILE, "v")).isInstanceOf(StorageException.class);

        assertThat(file.values).isEmpty();
        assertThat(folder.resolve("secret-pending.json")).doesNotExist();
    }

    @Test
    void settlesACreationThatWasKilled() {
        FlatJson.write(folder.resolve("secret-pending.json"), Map.of("keychain half", "CREATE"));
        keychain.values.put("half", "v");

        secrets.create(secret("other"), Kind.KEYCHAIN, "v");

        assertThat(keychain.values).containsOnlyKeys("other");
        assertThat(folder.resolve("secret-pending.json")).doesNotExist();
    }

    @Test
    void settlesARemovalThatWasKilled() {
        secrets.create(secret("half"), Kind.KEYCHAIN, "v");
        secrets.create(secret("other"), Kind.KEYCHAIN, "v");
        FlatJson.write(folder.resolve("secret-pending.json"), Map.of("keychain half", "REMOVE"));

        secrets.remove("other");

        assertThat(secrets.list()).isEmpty();
        assertThat(keychain.values).isEmpty();
    }

    @Test
    void aFinishedCreationThatWasKilledStays() {
        secrets.create(secret("done"), Kind.KEYCHAIN, "v");
        FlatJson.write(folder.resolve("secret-pending.json"), Map.of("keychain done", "CREATE"));

        secrets.create(secret("other"), Kind.KEYCHAIN, "v");

        assertThat(secrets.value("done")).isEqualTo("v");
    }

    @Test
    void remembersWhichValuesAreInTheFile() {
        secrets.create(secret("a"), Kind.FILE, "in file");
        secrets.create(secret("b"), Kind.KEYCHAIN, "in keychain");

        assertThat(secrets.value("a")).isEqualTo("in file");
        assertThat(secrets.value("b")).isEqualTo("in keychain");
        secrets.remove("a");
        assertThat(file.values).isEmpty();
    }

    @Test
    void tellsALostValueFromAnUnknownSecret() {
        secrets.create(secret("gh"), Kind.KEYCHAIN, "v");
        keychain.values.clear();

        assertThatThrownBy(() -> secrets.value("gh"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has lost its value");
        assertThatThrownBy(() -> secrets.value("nope")).isInstanceOf(NotFoundException.class);
        secrets.remove("gh");
        assertThatThrownBy(() -> secrets.remove("gh"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("secret \"gh\": secret not found");
    }

    @Test
    void aValueThatCannotBeDeletedKeepsTheRecord() {
        secrets.create(secret("gh"), Kind.KEYCHAIN, "v");
        keychain.failing = true;

        assertThatThrownBy(() -> secrets.remove("gh"))
                .hasMessage("failed to delete secret from keychain: nobody answers");
        assertThat(secrets.list()).hasSize(1);
        assertThat(folder.resolve("secret-pending.json")).doesNotExist();
    }

    @Test
    void aRemovalThatCannotBeSettledStaysPending() {
        secrets.create(secret("half"), Kind.KEYCHAIN, "v");
        secrets.create(secret("other"), Kind.FILE, "v");
        FlatJson.write(folder.resolve("secret-pending.json"), Map.of("keychain half", "REMOVE", "file half", "CREATE"));
        keychain.failing = true;

        assertThatThrownBy(() -> secrets.create(secret("half"), Kind.FILE, "w")).isInstanceOf(ConflictException.class);
        secrets.remove("other");

        assertThat(warnings).hasSize(1);
        assertThat(FlatJson.read(folder.resolve("secret-pending.json")).orElseThrow())
                .containsExactly(Map.entry("keychain half", "REMOVE"));
        keychain.failing = false;
        secrets.create(secret("half"), Kind.FILE, "w");
        assertThat(keychain.values).isEmpty();
        assertThat(secrets.value("half")).isEqualTo("w");
    }

    @Test
    void warnsOfTheValueThatTheReferenceStored() {
        secrets.create(secret("gh"), Kind.KEYCHAIN, "v");
        keychain.ofReference.add("gh");

        secrets.remove("gh");

        assertThat(warnings).singleElement().asString().contains("\"gh\"", "Go kdn");
    }
}
