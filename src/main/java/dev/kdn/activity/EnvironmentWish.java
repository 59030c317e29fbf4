/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/// The variables that a user wants a program to have, as a script of sh. Messages name variables, never values.
public final class EnvironmentWish {
    // A single variable may hold 128 KiB on Linux, and these travel in one.
    private static final int MOST = 120_000;
    private static final String OWN = "KDN_";

    private final StringBuilder script = new StringBuilder();

    /// No variables.
    public EnvironmentWish() {}

    /// `NAME=VALUE`; a name alone takes kdn's own value, if it has one.
    ///
    /// @param own kdn's own values
    /// @throws InvalidInputException if that is no name
    public EnvironmentWish set(String assignment, java.util.Map<String, String> own) {
        int equals = assignment.indexOf('=');
        String name = name(equals < 0 ? assignment : assignment.substring(0, equals));
        String value = equals < 0 ? own.get(name) : assignment.substring(equals + 1);
        if (value != null) {
            script.append(name)
                    .append('=')
                    .append(quoted(name, value))
                    .append("; export ")
                    .append(name)
                    .append('\n');
        }
        return this;
    }

    /// `NAME=VALUE` is put behind the value that the variable has inside, with a colon between, or with what follows
    /// the last colon if that is a single mark, as in `FLAGS=-O2:,`.
    ///
    /// @throws InvalidInputException if there is no name or no value
    public EnvironmentWish append(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new InvalidInputException(
                    "no value to append to " + name(assignment),
                    "write --env-append NAME=VALUE or NAME=VALUE:SEPARATOR");
        }
        String name = name(assignment.substring(0, equals));
        String value = assignment.substring(equals + 1);
        String separator = ":";
        int last = value.length() - 1;
        if (last > 0 && value.charAt(last - 1) == ':' && isMark(value.charAt(last))) {
            separator = value.substring(last);
            value = value.substring(0, last - 1);
        }
        script.append(name).append("=\"${").append(name).append(":+$").append(name);
        script.append("}\"${")
                .append(name)
                .append(":+")
                .append(quoted(name, separator))
                .append('}');
        script.append(quoted(name, value)).append("; export ").append(name).append('\n');
        return this;
    }

    /// The lines of a file: `NAME=VALUE` as [#set], blank lines, and comments that begin with `#`.
    ///
    /// @param file its name, for messages
    public EnvironmentWish lines(String file, List<String> lines, java.util.Map<String, String> own) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                set(line, own);
            } catch (InvalidInputException e) {
                wrong.add(file + ", line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(String.join("\n", wrong), "each line is NAME=VALUE");
        }
        return this;
    }

    /// The script; empty if there are no variables.
    ///
    /// @throws InvalidInputException if it is too long
    String script() {
        if (script.length() > MOST) {
            throw new InvalidInputException(
                    "the variables are too long: " + script.length() + " characters, at most " + MOST,
                    "put what is long into a file inside the workspace");
        }
        return script.toString();
    }

    private static boolean isMark(char c) {
        return !Character.isLetterOrDigit(c) && c != '/' && c != '.' && c != '_' && c != '-';
    }

    private static String name(String text) {
        boolean fits = !text.isEmpty() && !Character.isDigit(text.charAt(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            fits &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        if (!fits) {
            throw new InvalidInputException(
                    "not the name of a variable: '" + text + "'", "use letters, digits and '_', no digit first");
        }
        if (text.startsWith(OWN)) {
            throw new InvalidInputException("the variable " + text + " is kdn's own", "choose another name");
        }
        return text;
    }

    private static String quoted(String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInputException("the value of " + name + " holds a zero byte");
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
