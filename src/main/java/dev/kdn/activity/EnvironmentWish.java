/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The variables that a user wants a program to have, as a script of sh. Messages name variables, never values.
public final class EnvironmentWish {
    // A single variable may hold 128 KiB on Linux, and these travel in one.
    private static final int MOST = 120_000;
    private static final String OWN = "KDN_";
    // Of bash, which is sh in some images and ends at an attempt.
    private static final Set<String> READ_ONLY =
            Set.of("UID", "EUID", "PPID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO");

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
            String place = file + ", line " + (i + 1);
            int equals = line.indexOf('=');
            if (!isName(equals < 0 ? line : line.substring(0, equals))) {
                wrong.add(place + ": not the name of a variable"); // but maybe the rest of a secret of several lines
                continue;
            }
            try {
                set(line, own);
            } catch (InvalidInputException e) {
                wrong.add(place + ": " + e.getMessage());
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
        int bytes = script.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST) {
            throw new InvalidInputException(
                    "the variables are too long: " + bytes + " bytes, at most " + MOST,
                    "put what is long into a file inside the workspace");
        }
        return script.toString();
    }

    private static boolean isMark(char c) {
        return !Character.isLetterOrDigit(c) && c != '/' && c != '.' && c != '_' && c != '-';
    }

    private static boolean isName(String text) {
        boolean fits = !text.isEmpty() && !Character.isDigit(text.charAt(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            fits &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return fits;
    }

    private static String name(String text) {
        if (!isName(text)) {
            throw new InvalidInputException(
                    "not the name of a variable: '" + text + "'", "use letters, digits and '_', no digit first");
        }
        if (text.startsWith(OWN)) {
            throw new InvalidInputException("the variable " + text + " is kdn's own", "choose another name");
        }
        if (READ_ONLY.contains(text)) {
            throw new InvalidInputException(
                    "the variable " + text + " belongs to shells, which do not let it be set",
                    "give it to the command itself: 'kdn exec WORKSPACE -- env " + text + "=VALUE COMMAND'");
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
