/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.process.Eventually;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// kdn on a screen of 130 columns and 45 rows, as a person sees it.
final class Screen implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ENTERS = 6;

    private final Kdn kdn;

    private Screen(Kdn kdn) {
        this.kdn = kdn;
    }

    /// Opens the workspace's terminal, with the command that its agent has for it.
    static Screen open(Kdn kdn, String workspace) {
        return of(kdn, "terminal " + workspace);
    }

    /// Runs kdn with those words, and then `ended with` its exit code.
    static Screen of(Kdn kdn, String words) {
        Screen screen = new Screen(kdn);
        screen.tmux("new-session -d -x 130 -y 45 '" + Kdn.DISTRIBUTION.resolve("bin/kdn") + " " + words
                        + "; echo ended with $?; exec sleep 600'")
                .exit(0);
        return screen;
    }

    private Result tmux(String words) {
        return kdn.shell("tmux -f /dev/null -S " + kdn.home().resolve("tmux") + " " + words);
    }

    String text() {
        return tmux("capture-pane -p").stdout();
    }

    /// Waits until the text is to be seen.
    Screen await(String text) throws InterruptedException {
        return await(text, 1);
    }

    /// Waits until the text is to be seen that often.
    Screen await(String text, int times) throws InterruptedException {
        try {
            Eventually.await(LIMIT, text, () -> text().split(Pattern.quote(text), -1).length > times);
            return this;
        } catch (AssertionError late) {
            throw new AssertionError("\"" + text + "\" is not on the screen:\n" + text(), late);
        }
    }

    /// Presses keys, by tmux's names or as text in quotes.
    Screen press(String keys) {
        tmux("send-keys " + keys).exit(0);
        return this;
    }

    /// Types a line. Agents take an Enter that follows at once for a part of the text, so it may need another one.
    ///
    /// @param sent whether the agent has taken the line
    void type(String line, BooleanSupplier sent) throws InterruptedException {
        tmux("send-keys -l '" + line + "'").exit(0);
        Screen _ = await(line);
        for (int i = 1; i <= ENTERS; i++) {
            tmux("send-keys Enter").exit(0);
            try {
                Eventually.await(PATIENCE, "the agent has taken: " + line, sent);
                return;
            } catch (AssertionError notYet) {
                if (i == ENTERS) {
                    throw new AssertionError("\"" + line + "\" is not taken:\n" + text(), notYet);
                }
            }
        }
    }

    @Override
    public void close() {
        Result _ = tmux("kill-server");
    }
}
