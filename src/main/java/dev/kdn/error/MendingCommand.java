/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

/// A command line to be shown in a hint, which does what it says when it is copied into a shell.
public final class MendingCommand {
    private static final String PLAIN = "-_./:=@%+,";

    private MendingCommand() {}

    /// The words, quoted where a shell would read them differently.
    public static String of(String... words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(isPlain(word) ? word : quoted(word));
        }
        return line.toString();
    }

    private static boolean isPlain(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
