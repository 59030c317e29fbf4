/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

/// Tells from the bare words whether a JSON document is wanted, for errors found before the flags are read.
final class JsonMode {
    private JsonMode() {}

    /// One `--output` that says so is enough; words after `--` do not count.
    static boolean isWanted(String... words) {
        boolean json = false;
        for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
            String word = words[i];
            if (word.equals("--output") || (isCluster(word) && word.endsWith("o"))) {
                json |= i + 1 < words.length && words[i + 1].equals("json");
            } else if (isCluster(word)) {
                json |= word.endsWith("ojson") || word.endsWith("o=json");
            } else {
                json |= word.equals("--output=json");
            }
        }
        return json;
    }

    private static boolean isCluster(String word) {
        return word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-';
    }
}
