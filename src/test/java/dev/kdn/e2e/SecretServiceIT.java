/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.ShellLine;
import dev.kdn.testing.TestRuntime;
import dev.kdn.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Secret Service, gnome-keyring on a D-Bus session of its own.
class SecretServiceIT {
    private static final String UNLOCKED =
            "printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1\n";
    private static final String LOCK = "dbus-send --session --print-reply --dest=org.freedesktop.secrets"
            + " /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock"
            + " array:objpath:/org/freedesktop/secrets/collection/login >/dev/null\n";

    private Path folder;
    private Kdn kdn;

    @BeforeEach
    void prepare(@TempDir Path temp) throws IOException {
        for (String tool : new String[] {"dbus-run-session", "dbus-send", "gnome-keyring-daemon", "secret-tool"}) {
            assumeTrue(Tool.isThere(tool), tool + " is not installed");
        }
        folder = temp;
        Path run = Files.createDirectory(
                temp.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        kdn = Kdn.fresh(temp).with("XDG_RUNTIME_DIR", run.toString());
    }

    /// Runs lines of sh, in which `kdn` is the packaged program, in a session of its own.
    private Result session(String lines) throws IOException {
        Path script = folder.resolve("session.sh");
        String function = "kdn() { " + Kdn.DISTRIBUTION.resolve("bin/kdn") + " \"$@\"; }\n";
        Files.writeString(script, "set -e\n" + function + lines);
        return kdn.shell("exec dbus-run-session -- sh " + script);
    }

    @Test
    void storesUnderTheStorageAndRemoves() throws IOException {
        Result result = session(UNLOCKED + """
            printf 'line 1\\nzwei "ü€" '"'quoted'" | kdn secret create work --type github
            secret-tool lookup service kdn username "$(cat "$KDN_STORAGE"/storage-id)/work"
            echo
            kdn secret list
            kdn secret remove work
            secret-tool lookup service kdn username "$(cat "$KDN_STORAGE"/storage-id)/work" || echo gone
            """).exit(0);

        assertThat(result.stdout()).isEqualTo("""
            Secret "work" created successfully
            line 1
            zwei "ü€" 'quoted'
            NAME  TYPE    DESCRIPTION
            work  github
            Secret "work" removed successfully
            gone
            """);
    }

    @Test
    void twoStoragesKeepTheirOwnValues() throws IOException {
        Result result = session(UNLOCKED + """
            echo one | kdn secret create work --type github
            echo two | kdn --storage "$HOME"/other secret create work --type github
            kdn --storage "$HOME"/other secret remove work
            secret-tool lookup service kdn username "$(cat "$KDN_STORAGE"/storage-id)/work"
            """).exit(0);

        assertThat(result.stdout()).endsWith("\none");
    }

    /// What a Go kdn stored is another storage's business, too.
    @Test
    void leavesTheReferencesItemsAlone() throws IOException {
        Result result = session(UNLOCKED + """
            printf old | secret-tool store --label=x service kdn username work
            echo new | kdn secret create work --type github
            kdn secret remove work
            secret-tool lookup service kdn username work
            """).exit(0);

        assertThat(result.stdout()).endsWith("\nold");
        assertThat(result.stderr()).contains("secret-tool clear service kdn username work");
    }

    @Test
    void aLockedKeychainThatCannotAskIsSaid() throws IOException {
        Result result = session(UNLOCKED + "echo x | kdn secret create first --type github\n" + LOCK + """
            code=0
            echo y | kdn secret create second --type github || code=$?
            echo "code $code"
            kdn secret list
            """)
                .exit(0);

        assertThat(result.stdout()).contains("code 6\n").contains("first").doesNotContain("second");
        assertThat(result.stderr()).contains("the keychain is locked", "--store file");
    }

    @Test
    @EngineTest("podman")
    void aStartReadsItFromTheKeychainOfItsStorage() throws IOException {
        Workbench bench = Workbench.on(TestRuntime.PODMAN, Workbench.SMALL_BASE, folder, _ -> kdn);
        Path shop = bench.project("shop", "{\"environment\": [{\"name\": \"TOKEN\", \"secret\": \"work\"}]}");

        Result result = session(
                UNLOCKED + """
                    printf 'zwei "ü€"' | kdn secret create work --type github
                    echo other | kdn --storage "$HOME"/other secret create work --type github
                    kdn %s >/dev/null
                    kdn terminal shop -- sh -c 'printf "%%s\\n" "$TOKEN"'
                    kdn stop shop >/dev/null
                    """.formatted(ShellLine.of(List.of(bench.words(shop, "--trust", "--start")))) + LOCK + """
                    code=0; kdn start shop || code=$?
                    echo "locked $code"
                    kdn list
                    """);
        Result absent = kdn.run("start", "shop");
        Result back = session(UNLOCKED + "kdn start shop && kdn terminal shop -- sh -c 'printf %s \"$TOKEN\"'");
        bench.close();

        assertThat(result.exit(0).stdout()).contains("zwei \"ü€\"\n", "locked 6\n", "stopped");
        assertThat(result.stderr()).contains("the keychain is locked");
        assertThat(absent.output()).contains("no keychain answers");
        absent.exit(5);
        assertThat(back.exit(0).stdout()).endsWith("zwei \"ü€\"");
    }

    @Test
    void withoutAKeychainTheEncryptedFileIsNamed() throws IOException {
        Result nobody = session("rc=0; kdn secret create a --type github --from-env HOME || rc=$?; exit $rc\n");
        Result noBus = kdn.without("XDG_RUNTIME_DIR").run("secret", "create", "a", "--type", "github", "--value", "x");

        for (Result result : new Result[] {nobody, noBus}) {
            assertThat(result.output()).contains("no keychain answers", "--store file", "KDN_SECRET_STORE=file");
        }
        noBus.exit(5);
        assertThat(kdn.storage().resolve("secrets.json")).doesNotExist();
    }
}
