/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.error.InputNeededException;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardError;
import java.util.List;
import java.util.Optional;

/// Has the user pick one of several things, by number or name; Enter alone takes the first.
final class Menu {
    /// Three wrong answers are forgiven.
    private static final int QUESTIONS = 4;

    private final Question question;
    private final StandardError err;

    Menu(Question question, StandardError err) {
        this.question = question;
        this.err = err;
    }

    /// A line of the menu.
    record Item(String name, String about) {}

    /// The name of what was picked.
    ///
    /// @param what is chosen, such as `agent`
    /// @param items at least one
    /// @param hint how to choose without a menu
    /// @throws InputNeededException if no answer can be used, or none comes
    String pick(String what, List<Item> items, String hint) {
        err.write(text(what, items));
        for (int asked = 0; asked < QUESTIONS; asked++) {
            Optional<String> answer = question.line("Number or name [1]: ");
            if (answer.isEmpty()) {
                break;
            }
            Optional<String> picked = picked(answer.get(), items);
            if (picked.isPresent()) {
                return picked.get();
            }
            err.line("There is no " + what + " \"" + SafeText.line(answer.get()) + "\" to choose");
        }
        throw new InputNeededException("no " + what + " was chosen", hint);
    }

    private static String text(String what, List<Item> items) {
        int width = items.stream().mapToInt(item -> item.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder("Choose the " + what + " of the workspace:\n");
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            text.append("  ").append(i + 1).append(") ").append(item.name());
            text.append(" ".repeat(width - item.name().length() + 2)).append(SafeText.line(item.about()));
            text.append('\n');
        }
        return text.toString();
    }

    private static Optional<String> picked(String answer, List<Item> items) {
        if (answer.isEmpty()) {
            return Optional.of(items.getFirst().name());
        }
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).name();
            if (answer.equals(name) || answer.equals(String.valueOf(i + 1))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
