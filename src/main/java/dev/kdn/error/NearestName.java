/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known name a mistyped one stands for, for the hints of errors and warnings.
public final class NearestName {
    private NearestName() {}

    /// The known name with the fewest edits, if they are at most about a third of the letters; the first of equals.
    public static Optional<String> of(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int best = Math.max(1, (typed.length() + 1) / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : known) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /// How many letters have to be inserted, dropped or replaced (Levenshtein).
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
