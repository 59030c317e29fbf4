/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.ConflictException;
import dev.kdn.secret.ValueStore.Kind;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes that are killed at each of their steps, and what the next command makes of it.
class KilledSecretsTest {
    private static final int STEPS = 5;

    @TempDir
    private Path folder;

    private final ValuesInMemory file = new ValuesInMemory();
    private final ValuesInMemory keychain = new ValuesInMemory();
    private final List<String> warnings = new ArrayList<>();

    /// As the end of the process: nothing catches it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /// What comes after the kill.
    enum Next {
        CREATE_IN_FILE,
        CREATE_IN_KEYCHAIN,
        REMOVE,
        CREATE_ANOTHER
    }

    static Stream<Arguments> kills() {
        List<Arguments> kills = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int step = 0; step < STEPS; step++) {
                for (Next next : Next.values()) {
                    kills.add(Arguments.of(kind, step, next));
                }
            }
        }
        return kills.stream();
    }

    private Secrets secrets(int kill) {
        int[] left = {kill};
        return new Secrets(new Storage(folder), kind -> kind == Kind.FILE ? file : keychain, warnings::add, () -> {
            if (left[0]-- == 0) {
                throw new Killed();
            }
        });
    }

    private static Secret secret(String name) {
        return new Secret(name, "github", "", List.of(), "", "", "", List.of());
    }

    private static void killed(Runnable command) {
        try {
            command.run();
        } catch (Killed expected) {
            return;
        }
        throw new AssertionError("it has fewer steps");
    }

    @ParameterizedTest
    @MethodSource("kills")
    void creation(Kind kind, int step, Next next) throws IOException {
        secrets(-1).create(secret("kept"), kind, "kept");
        killed(() -> secrets(step).create(secret("half"), kind, "first"));
        boolean finished = step == STEPS - 1;

        Secrets after = secrets(-1);
        boolean refused = false;
        switch (next) {
            case CREATE_IN_FILE -> refused = refuses(after, Kind.FILE);
            case CREATE_IN_KEYCHAIN -> refused = refuses(after, Kind.KEYCHAIN);
            case CREATE_ANOTHER -> after.create(secret("another"), kind, "another");
            case REMOVE -> {
                if (finished) {
                    after.remove("half");
                }
            }
        }

        assertThat(refused).isEqualTo(finished && next.name().startsWith("CREATE_IN"));
        if (finished && next != Next.REMOVE) {
            assertThat(after.value("half")).isEqualTo("first");
        }
        assertThat(after.value("kept")).isEqualTo("kept");
        checkWhole(after);
    }

    @ParameterizedTest
    @MethodSource("kills")
    void removal(Kind kind, int step, Next next) throws IOException {
        secrets(-1).create(secret("kept"), kind, "kept");
        secrets(-1).create(secret("half"), kind, "first");
        killed(() -> secrets(step).remove("half"));
        boolean begun = step > 0;

        Secrets after = secrets(-1);
        boolean refused = false;
        switch (next) {
            case CREATE_IN_FILE -> refused = refuses(after, Kind.FILE);
            case CREATE_IN_KEYCHAIN -> refused = refuses(after, Kind.KEYCHAIN);
            case CREATE_ANOTHER -> after.create(secret("another"), kind, "another");
            case REMOVE -> after.remove("half");
        }

        assertThat(refused).isEqualTo(!begun && next.name().startsWith("CREATE_IN"));
        assertThat(after.value("kept")).isEqualTo("kept");
        if (begun && next.name().startsWith("CREATE_IN")) {
            assertThat(after.value("half")).isEqualTo("second");
        }
        checkWhole(after);
    }

    /// Whether there is such a secret already.
    private static boolean refuses(Secrets secrets, Kind kind) {
        try {
            secrets.refuseDuplicate("half");
            secrets.create(secret("half"), kind, "second");
            return false;
        } catch (ConflictException duplicate) {
            return true;
        }
    }

    /// When both stores were open once more, there are as many values as records, and all of them can go.
    private void checkWhole(Secrets secrets) throws IOException {
        secrets.create(secret("f"), Kind.FILE, "f");
        secrets.create(secret("k"), Kind.KEYCHAIN, "k");

        Map<String, String> listed = new TreeMap<>();
        secrets.list().forEach(secret -> listed.put(secret.name(), secrets.value(secret.name())));
        Map<String, String> stored = new TreeMap<>(file.values);
        stored.putAll(keychain.values);
        assertThat(stored).isEqualTo(listed);
        assertThat(file.values.size() + keychain.values.size()).isEqualTo(listed.size());
        listed.keySet().forEach(secrets::remove);
        assertThat(file.values).isEmpty();
        assertThat(keychain.values).isEmpty();
        assertThat(folder.resolve("secret-pending.json")).doesNotExist();
        assertThat(Files.readString(folder.resolve("secret-places.json"))).isEqualToIgnoringWhitespace("{}");
        assertThat(warnings).isEmpty();
    }
}
