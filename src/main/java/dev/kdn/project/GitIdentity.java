/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import java.util.Optional;

/// In whose name git makes commits.
///
/// @param name empty if git knows none
/// @param email empty if git knows none
public record GitIdentity(Optional<String> name, Optional<String> email) {
    public static final GitIdentity NONE = new GitIdentity(Optional.empty(), Optional.empty());

    /// Whether there is anything to tell.
    public boolean isEmpty() {
        return name.isEmpty() && email.isEmpty();
    }

    /// As a file of git's configuration.
    public String file() {
        StringBuilder text = new StringBuilder("[user]\n");
        name.ifPresent(value -> text.append("\tname = ").append(quoted(value)).append('\n'));
        email.ifPresent(value -> text.append("\temail = ").append(quoted(value)).append('\n'));
        return text.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
