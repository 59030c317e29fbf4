/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets typed by a person, on a real terminal: nothing of them is to be seen.
class SecretPromptIT {
    private static final String VALUE = "typed-in-the-dark";
    private static final String PASSPHRASE = "correct horse";

    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path folder) {
        assumeTrue(Tool.isThere("tmux"), "tmux is not installed");
        kdn = Kdn.fresh(folder).with("KDN_SECRET_STORE", "file");
    }

    @Test
    void neitherValueNorPassphraseIsShown() throws InterruptedException {
        try (Screen screen = Screen.of(kdn, "secret create work --type github")) {
            screen.await("Value of secret \"work\" (not shown):").press(VALUE + " Enter");
            screen.await("assphrase").press("'" + PASSPHRASE + "' Enter");
            screen.await("once more").press("'" + PASSPHRASE + "' Enter");

            String text = screen.await("ended with 0").text();

            assertThat(text)
                    .contains("created successfully")
                    .doesNotContain(VALUE)
                    .doesNotContain(PASSPHRASE);
            assertThat(screen.press("visible").await("visible").text()).contains("visible");
        }
        kdn.with("KDN_SECRET_PASSPHRASE", PASSPHRASE)
                .run("secret", "remove", "work")
                .exit(0);
    }

    @Test
    void theTerminalShowsAgainWhatIsTypedAfterCtrlC() throws InterruptedException {
        try (Screen screen = Screen.of(kdn, "secret create work --type github")) {
            screen.await("(not shown):").press(VALUE + " C-c").await("ended with 130");

            assertThat(screen.press("visible").await("visible").text()).doesNotContain(VALUE);
        }
        assertThat(kdn.storage().resolve("secrets.json")).doesNotExist();
    }
}
