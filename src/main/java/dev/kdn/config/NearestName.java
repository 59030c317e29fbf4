/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known name a mistyped one stands for.
final class NearestName {
    private NearestName() {}

    /// The nearest of `known`, if at most a third of the letters differ.
    static Optional<String> of(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> distance(wanted, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)));
    }

    /// How many letters have to be inserted, dropped or replaced.
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
