/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values in an encrypted file.
class EncryptedFileTest {
    private static final String VALUE = "line 1\nline '2' \"ü€😀\"" + "x".repeat(60_000);

    @TempDir
    private Path folder;

    private final List<Boolean> asked = new ArrayList<>();
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("secret-values.json");
    }

    private EncryptedFile with(String passphrase) {
        return new EncryptedFile(
                file,
                fresh -> {
                    asked.add(fresh);
                    return passphrase;
                },
                new FileCipher.Cost(8 << 10, 1, 2));
    }

    @Test
    void keepsValuesAndAsksOnce() throws IOException {
        EncryptedFile first = with("correct horse");
        first.open();
        first.put("a", VALUE);
        first.put("b", "");
        assertThat(asked).containsExactly(true);

        EncryptedFile second = with("correct horse");
        assertThat(second.find("a")).contains(VALUE);
        assertThat(second.find("b")).contains("");
        assertThat(second.find("c")).isEmpty();
        second.delete("a");
        assertThat(asked).containsExactly(true, false);
        assertThat(first.find("a")).isEmpty();

        String text = Files.readString(file);
        assertThat(text).doesNotContain("line", "correct").contains("argon2id");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void onlyWhoeverStoresChoosesAPassphrase() {
        EncryptedFile missing = with("correct horse");
        missing.open();
        assertThat(missing.find("a")).isEmpty();
        missing.delete("a");
        assertThat(asked).isEmpty();
        assertThat(file).doesNotExist();

        missing.openToPut();
        assertThat(asked).containsExactly(true);
        missing.put("a", "value");
        assertThat(asked).hasSize(1);
        assertThat(with("correct horse").find("a")).contains("value");
    }

    @Test
    void refusesAnotherPassphraseAndChangesNothing() throws IOException {
        with("correct horse").put("a", "value");
        String before = Files.readString(file);

        assertThatThrownBy(() -> with("wrong").find("a")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> with("wrong").put("b", "x")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> with("wrong").delete("a")).isInstanceOf(RefusedException.class);

        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void noticesEveryChange() {
        with("correct horse").put("a", "value");
        Map<String, String> good = FlatJson.read(file).orElseThrow();
        Map<String, String> changes = Map.of(
                "format", "kdn-secrets-2",
                "memory_kib", "16384",
                "iterations", "3",
                "lanes", "1",
                "salt", "AAAAAAAAAAAAAAAAAAAAAA==",
                "nonce", "AAAAAAAAAAAAAAAA",
                "data", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        changes.forEach((name, other) -> {
            Map<String, String> changed = new LinkedHashMap<>(good);
            changed.put(name, other);
            FlatJson.write(file, changed);
            assertThatThrownBy(() -> with("correct horse").find("a")).as(name).isInstanceOf(KdnException.class);
        });
    }

    @Test
    void refusesCostsThatNoMachineHas() {
        with("correct horse").put("a", "value");
        for (String name : List.of("memory_kib", "iterations", "lanes")) {
            Map<String, String> changed =
                    new LinkedHashMap<>(FlatJson.read(file).orElseThrow());
            changed.put(name, "2000000000");
            FlatJson.write(file, changed);

            assertThatThrownBy(() -> with("x").find("a")).as(name).isInstanceOf(StorageException.class);
        }
    }
}
