/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.InvalidInputException;

/// A path as a user writes it, in the words of `docker cp`: `folder/.` is what the folder contains.
///
/// @param text as it was written; empty means the folder where one is
/// @param path without slashes at its end, and with a slash somewhere, so that no program takes it for a flag
/// @param name its last part; `.` for what a folder contains
/// @param slash whether it can only be a folder
record PathWords(String text, String path, String name, boolean slash) {
    /// Reads it; nothing is looked up.
    static PathWords of(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInputException("a path cannot contain the character NUL");
        }
        String whole = text.isEmpty() ? "." : text;
        int end = whole.length();
        while (end > 1 && whole.charAt(end - 1) == '/') {
            end--;
        }
        boolean slash = end < whole.length() || whole.equals("/");
        String bare = whole.substring(0, end);
        String path = bare.startsWith("/") ? bare : "./" + bare;
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean contents = last.isEmpty() || last.equals(".") || last.equals("..");
        return new PathWords(text, path, contents ? "." : last, slash || contents);
    }

    /// Whether it is what a folder contains that is meant, not the folder.
    boolean isContents() {
        return name.equals(".");
    }

    /// The folder in which `name` is.
    String folder() {
        if (isContents()) {
            return path;
        }
        String parent = path.substring(0, path.length() - name.length() - 1);
        return parent.isEmpty() ? "/" : parent;
    }
}
