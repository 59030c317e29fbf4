/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.nio.file.Path;
import java.util.Optional;

/// Writes paths for people, the home folder as `~`.
record HomePath(Optional<Path> home) {
    String text(Path path) {
        if (home.isEmpty() || !path.startsWith(home.get())) {
            return path.toString();
        }
        Path inside = home.get().relativize(path);
        return inside.toString().isEmpty() ? "~" : "~/" + inside;
    }
}
