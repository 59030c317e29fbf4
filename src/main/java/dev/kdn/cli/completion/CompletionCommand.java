/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.output.StandardOutput;

/// `kdn completion`.
public final class CompletionCommand implements CliCommand {
    private final StandardOutput out;

    private String shell = "";

    private boolean noDescriptions;

    public CompletionCommand(StandardOutput out) {
        this.out = out;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Print the script that makes a shell complete kdn's commands, flags and workspaces",
                "",
                "bash: source <(kdn completion bash) in ~/.bashrc",
                "fish: kdn completion fish | source in ~/.config/fish/config.fish",
                "powershell: kdn completion powershell | Out-String | Invoke-Expression in $PROFILE",
                "zsh: source <(kdn completion zsh) in ~/.zshrc, after compinit");
        syntax.examples(
                "kdn completion bash", "kdn completion fish", "kdn completion powershell", "kdn completion zsh");
        syntax.optionalArgument("shell", "bash, fish, powershell or zsh", given -> shell = given);
        syntax.flag("--no-descriptions", "Propose words without saying what they are", given -> noDescriptions = given);
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
        String supported = " (supported: " + String.join(", ", Shell.words()) + ")";
        throw new InvalidInputException(
                (shell.isEmpty() ? "shell is required" : "unsupported shell: " + shell) + supported);
    }
}
