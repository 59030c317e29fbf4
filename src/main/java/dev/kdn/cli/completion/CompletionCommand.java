/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.error.InvalidInputException;
import dev.kdn.output.StandardOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kdn completion`.
@Command(
        name = "completion",
        description = {
            "Print the script that makes a shell complete kdn's commands, flags and workspaces",
            "",
            "bash: source <(kdn completion bash) in ~/.bashrc",
            "zsh: source <(kdn completion zsh) in ~/.zshrc, after compinit"
        },
        footer = {"kdn completion bash", "kdn completion zsh"})
public final class CompletionCommand implements CliCommand {
    private final StandardOutput out;

    @Parameters(paramLabel = "shell", arity = "0..1", description = "bash or zsh")
    private String shell = "";

    @Option(names = "--no-descriptions", description = "Propose words without saying what they are")
    private boolean noDescriptions;

    public CompletionCommand(StandardOutput out) {
        this.out = out;
    }

    @Override
    public int run() {
        for (Shell known : Shell.values()) {
            if (known.word().equals(shell)) {
                String script = known.script();
                out.write(noDescriptions ? script.replace(" __complete ", " __completeNoDesc ") : script);
                return ExitCode.OK.code();
            }
        }
        if (shell.isEmpty()) {
            throw new InvalidInputException("shell is required (supported: bash, zsh)");
        }
        throw new InvalidInputException("unsupported shell: " + shell + " (supported: bash, zsh)");
    }
}
