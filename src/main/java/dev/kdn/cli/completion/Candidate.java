/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

/// A word that may come next.
///
/// @param description may be empty
record Candidate(String word, String description) {
    static Candidate of(String word) {
        return new Candidate(word, "");
    }
}
