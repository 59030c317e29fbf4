/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes paths for people, the home folder as `~`. Compares texts: paths would have to take them apart first, and
/// there
/// may be many.
///
/// @param home without a slash at its end; null when it cannot be told
record HomePath(@Nullable String home) {
    static HomePath of(Optional<Path> home) {
        String text = home.map(Path::toString).orElse(null);
        return new HomePath("/".equals(text) ? "" : text);
    }

    String text(Path path) {
        String text = path.toString();
        if (home == null || !text.startsWith(home)) {
            return text;
        }
        String inside = text.substring(home.length());
        return inside.isEmpty() || inside.charAt(0) == '/' ? "~" + inside : text;
    }
}
