/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.NearestName;
import java.util.List;
import java.util.Optional;

/// Finds what the user may have meant.
final class Suggestions {
    private Suggestions() {}

    /// `did you mean …?` for a known word that begins like this one, else for the nearest one, when there is one.
    static Optional<String> hint(String word, List<String> known) {
        for (String candidate : known) {
            if (word.length() > 1 && candidate.startsWith(word)) {
                return Optional.of(question(candidate));
            }
        }
        return NearestName.of(word, known).map(Suggestions::question);
    }

    private static String question(String candidate) {
        return "did you mean '" + candidate + "'?";
    }
}
