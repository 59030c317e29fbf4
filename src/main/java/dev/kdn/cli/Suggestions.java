/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.List;
import java.util.Optional;

/// Finds what the user may have meant.
final class Suggestions {
    private static final int NEAR = 2;

    private Suggestions() {}

    /// `did you mean …?` for the nearest of the known words, when one is near.
    static Optional<String> hint(String word, List<String> known) {
        String nearest = "";
        int best = NEAR + 1;
        for (String candidate : known) {
            int distance = candidate.startsWith(word) && word.length() > 1 ? 1 : distance(word, candidate);
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of("did you mean '" + nearest + "'?");
    }

    /// Number of letters to add, drop or replace (Levenshtein).
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[right.length()];
    }
}
