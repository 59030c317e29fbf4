/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.instance.TrustPrompt;
import dev.kdn.output.SafeText;
import java.util.List;

/// Asks the user on the terminal.
public final class TerminalTrustPrompt implements TrustPrompt {
    private final Question question;

    public TerminalTrustPrompt(Question question) {
        this.question = question;
    }

    @Override
    public Answer ask(List<String> wishes) {
        StringBuilder text = new StringBuilder("The project's own configuration asks for:\n");
        for (String wish : wishes) {
            text.append("  - ").append(SafeText.line(wish)).append('\n');
        }
        return question.ask(text.append("Allow this?").toString())
                .map(yes -> yes ? Answer.YES : Answer.NO)
                .orElse(Answer.NOBODY_THERE);
    }
}
