/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.error.InvalidInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// One end of a copy.
public sealed interface CopyPlace {
    /// A place on this machine.
    ///
    /// @param path absolute, as it was given otherwise
    /// @param words what the user wrote
    record Host(Path path, PathWords words) implements CopyPlace {}

    /// A place in a workspace.
    ///
    /// @param workspace its reference
    record Inside(String workspace, PathWords words) implements CopyPlace {}

    /// An archive on standard input or output.
    record Archive() implements CopyPlace {}

    /// What the word stands for: `-`, `WORKSPACE:PATH`, else a path. A path with a slash before its first colon, or
    /// that begins with a dot, is one of this machine.
    ///
    /// @param folder what relative paths of this machine are relative to
    static CopyPlace parse(String word, Path folder) {
        if (word.equals("-")) {
            return new Archive();
        }
        int colon = word.indexOf(':');
        int slash = word.indexOf('/');
        boolean local = colon < 0 || (slash >= 0 && slash < colon) || word.startsWith(".");
        if (local) {
            return host(word, folder);
        }
        if (colon == 0) {
            throw new InvalidInputException(
                    "no workspace before the colon: " + word, "write ./" + word + " for a file of that name");
        }
        return new Inside(word.substring(0, colon), PathWords.of(word.substring(colon + 1)));
    }

    private static Host host(String word, Path folder) {
        if (word.isEmpty()) {
            throw new InvalidInputException("an empty path", "write . for the present folder");
        }
        try {
            return new Host(folder.resolve(word), PathWords.of(word));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("invalid path: " + word, null, e);
        }
    }
}
