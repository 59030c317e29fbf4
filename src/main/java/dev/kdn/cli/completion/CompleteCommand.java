/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.CommandLineState;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Syntax;
import dev.kdn.error.KdnException;
import dev.kdn.output.SafeText;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// `kdn __complete`, called by the scripts: the words typed so far, the last of them unfinished. Prints a candidate
/// with its description on each line, then a colon and the directive.
public final class CompleteCommand implements CliCommand {
    private final StandardOutput out;
    private final StandardError err;
    private final Function<List<String>, CommandLineState> lines;
    private final Proposals proposals;
    private final boolean described;

    private List<String> words = new ArrayList<>();

    /// A command that is not run yet.
    ///
    /// @param lines reads the finished words
    /// @param described whether descriptions are wanted
    public CompleteCommand(
            StandardOutput out,
            StandardError err,
            Function<List<String>, CommandLineState> lines,
            Proposals proposals,
            boolean described) {
        this.out = out;
        this.err = err;
        this.lines = lines;
        this.proposals = proposals;
        this.described = described;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.arguments("", 0, "", given -> words = given);
    }

    @Override
    public int run() {
        int last = Math.max(0, words.size() - 1);
        String partial = words.isEmpty() ? "" : words.get(last);
        print(propose(words.subList(0, last), partial));
        return ExitCode.OK.code();
    }

    private Proposal propose(List<String> finished, String partial) {
        try {
            return proposals.next(lines.apply(finished), partial);
        } catch (KdnException unreadable) {
            return new Proposal(List.of(), Proposal.Directive.ERROR);
        }
    }

    private void print(Proposal proposal) {
        StringBuilder text = new StringBuilder();
        for (Candidate candidate : proposal.candidates()) {
            text.append(SafeText.line(candidate.word()));
            if (described && !candidate.description().isEmpty()) {
                text.append('\t').append(SafeText.line(candidate.description()));
            }
            text.append('\n');
        }
        text.append(':').append(proposal.directive().bits()).append('\n');
        out.write(text.toString());
        err.line("Completion ended with directive: " + proposal.directive().title());
    }
}
