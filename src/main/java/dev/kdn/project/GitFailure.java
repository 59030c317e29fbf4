/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import dev.kdn.process.CommandResult;
import java.nio.file.Path;
import java.util.Optional;

/// Puts a failed git call into words.
final class GitFailure {
    private GitFailure() {}

    /// A warning, or nothing when git only said that there is no working tree here.
    static Optional<String> of(CommandResult result, Path folder) {
        String error = result.stderr().strip();
        if (error.contains("not a git repository") || error.contains("must be run in a work tree")) {
            return Optional.empty();
        }
        if (error.contains("dubious ownership")) {
            String root = repository(error).orElse(folder.toString());
            return Optional.of("git does not trust " + root + ", which another user owns, so the project is the folder"
                    + " itself; if you do: git config --global --add safe.directory " + word(root));
        }
        String reason = error.isEmpty() ? "exit code " + result.exitCode() : firstLine(error);
        return Optional.of("project of " + folder + " is the folder itself: git failed: " + reason + "; see: git -C "
                + word(folder.toString()) + " status");
    }

    // detected dubious ownership in repository at '/srv/shop'<newline>
    private static Optional<String> repository(String error) {
        int start = error.indexOf('\'') + 1;
        int end = error.indexOf("'\n", start);
        return start > 0 && end > start ? Optional.of(error.substring(start, end)) : Optional.empty();
    }

    /// One word of a shell line that the user may copy.
    private static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
