/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.instance.TrustPrompt;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// Asks on standard error and reads one line from standard input.
public final class TerminalTrustPrompt implements TrustPrompt {
    private static final int LONGEST_ANSWER = 100;

    private final InputStream in;
    private final StandardError err;
    private final boolean interactive;

    /// A prompt for one process.
    ///
    /// @param interactive whether there is somebody to ask; if not, nothing is written
    public TerminalTrustPrompt(InputStream in, StandardError err, boolean interactive) {
        this.in = in;
        this.err = err;
        this.interactive = interactive;
    }

    @Override
    public Answer ask(List<String> wishes) {
        if (!interactive) {
            return Answer.NOBODY_THERE;
        }
        StringBuilder question = new StringBuilder("The project's own configuration asks for:\n");
        for (String wish : wishes) {
            question.append("  - ").append(SafeText.line(wish)).append('\n');
        }
        err.write(question.append("Allow this? [y/N] ").toString());
        return switch (answer().strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Answer.YES;
            default -> Answer.NO;
        };
    }

    private String answer() {
        StringBuilder answer = new StringBuilder();
        try {
            int character = in.read();
            while (character >= 0 && character != '\n' && answer.length() < LONGEST_ANSWER) {
                answer.append((char) character);
                character = in.read();
            }
            if (character < 0) {
                err.write("\n"); // nobody has pressed Enter
            }
        } catch (IOException unreadable) {
            return "";
        }
        return answer.toString();
    }
}
