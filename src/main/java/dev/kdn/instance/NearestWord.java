/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.List;
import java.util.Optional;

/// Finds what somebody who mistyped a word probably meant.
final class NearestWord {
    private NearestWord() {}

    /// The word with the fewest edits, if they are at most a third of what was typed.
    static Optional<String> to(String typed, List<String> words) {
        int best = Math.max(1, typed.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String word : words) {
            int distance = distance(typed, word);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /// The Levenshtein distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
