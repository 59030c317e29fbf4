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

    /// The hint for a name that nobody knows: what may have been meant, and what there is.
    public static String hint(String typed, Collection<String> known) {
        String there = known.isEmpty() ? "there is none on this machine" : "available: " + String.join(", ", known);
        return of(typed, known)
                .map(near -> "did you mean '" + near + "'? " + there)
                .orElse(there);
    }

    /// How many letters have to be inserted, dropped, replaced or swapped with their neighbour.
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, left, right, i, j);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int fewest(int[][] edits, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
