/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import java.util.Locale;
import java.util.Set;

/// Names of activities: `[a-z0-9][a-z0-9_-]{0,39}`.
final class ActivityName {
    private static final int LONGEST = 40;

    private ActivityName() {}

    /// The name, if it is one.
    ///
    /// @throws InvalidInputException if it is none
    static String checked(String name) {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST && isLetterOrDigit(name.charAt(0));
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = isLetterOrDigit(c) || c == '_' || c == '-';
        }
        if (!fits) {
            throw new InvalidInputException(
                    "not a name for an activity: " + name,
                    "use up to " + LONGEST + " lower-case letters, digits, '-' and '_', a letter or digit first");
        }
        return name;
    }

    /// A name made of that of a program, such as `python3-11` of `/usr/bin/Python3.11`.
    ///
    /// @param taken names that it must not be
    static String of(String program, Set<String> taken) {
        String base = base(program.substring(program.lastIndexOf('/') + 1));
        String name = base;
        for (int number = 2; taken.contains(name); number++) {
            String suffix = "-" + number;
            name = base.substring(0, Math.min(base.length(), LONGEST - suffix.length())) + suffix;
        }
        return name;
    }

    private static String base(String program) {
        StringBuilder name = new StringBuilder();
        String lower = program.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (isLetterOrDigit(c)) {
                name.append(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        name.setLength(Math.min(name.length(), LONGEST));
        while (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
            name.setLength(name.length() - 1);
        }
        return name.isEmpty() ? "process" : name.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
