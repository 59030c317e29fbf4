/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.nio.file.Path;
import java.util.Set;

/// Makes names of workspaces: unique, and of `[a-z0-9._-]` only.
public final class WorkspaceName {
    private static final String DEFAULT = "workspace";

    private WorkspaceName() {}

    static String of(Path sources) {
        Path last = sources.getFileName();
        return last == null ? DEFAULT : sanitise(last.toString());
    }

    /// The name in lower case, with each run of other characters replaced by a dash, and without `-`, `.`, `_` at its
    /// ends; `workspace` if nothing is left. Independent of the user's locale.
    public static String sanitise(String wish) {
        StringBuilder name = new StringBuilder(wish.length());
        boolean replaced = false;
        for (int i = 0; i < wish.length(); i += Character.charCount(wish.codePointAt(i))) {
            int c = Character.toLowerCase(wish.codePointAt(i));
            if (isLegal(c)) {
                name.append((char) c);
            } else if (!replaced) {
                name.append('-');
            }
            replaced = !isLegal(c);
        }
        return trimmed(name);
    }

    /// The name itself if it is free, else the first free one of `<name>-2`, `<name>-3`, …
    static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; taken.contains(candidate); number++) {
            candidate = name + "-" + number;
        }
        return candidate;
    }

    private static String trimmed(StringBuilder name) {
        int start = 0;
        int end = name.length();
        while (start < end && isPunctuation(name.charAt(start))) {
            start++;
        }
        while (start < end && isPunctuation(name.charAt(end - 1))) {
            end--;
        }
        return start == end ? DEFAULT : name.substring(start, end);
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || isPunctuation(c);
    }

    private static boolean isPunctuation(int c) {
        return c == '-' || c == '.' || c == '_';
    }
}
