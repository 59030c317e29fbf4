/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import java.util.ArrayList;
import java.util.List;

/// What completion proposes, and what the shell may add.
record Proposal(List<Candidate> candidates, Directive directive) {
    Proposal {
        candidates = List.copyOf(candidates);
    }

    /// The bits of the protocol.
    enum Directive {
        FILES(0, "ShellCompDirectiveDefault"),
        ERROR(1, "ShellCompDirectiveError"),
        NO_FILES(4, "ShellCompDirectiveNoFileComp"),
        /// The word goes on after what is proposed.
        NO_SPACE(6, "ShellCompDirectiveNoSpace, ShellCompDirectiveNoFileComp"),
        FOLDERS(16, "ShellCompDirectiveFilterDirs");

        private final int bits;
        private final String title;

        Directive(int bits, String title) {
            this.bits = bits;
            this.title = title;
        }

        int bits() {
            return bits;
        }

        String title() {
            return title;
        }
    }

    static Proposal files() {
        return new Proposal(List.of(), Directive.FILES);
    }

    static Proposal folders() {
        return new Proposal(List.of(), Directive.FOLDERS);
    }

    static Proposal nothing() {
        return new Proposal(List.of(), Directive.NO_FILES);
    }

    static Proposal words(List<String> words) {
        List<Candidate> candidates = new ArrayList<>();
        for (String word : words) {
            candidates.add(Candidate.of(word));
        }
        return new Proposal(candidates, Directive.NO_FILES);
    }

    /// Only the candidates that begin like that.
    Proposal startingWith(String partial) {
        List<Candidate> matching = new ArrayList<>(candidates);
        matching.removeIf(candidate -> !candidate.word().startsWith(partial));
        return new Proposal(matching, directive);
    }
}
