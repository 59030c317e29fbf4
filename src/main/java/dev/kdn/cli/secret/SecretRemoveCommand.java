/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.error.KdnException;
import dev.kdn.output.JsonDocument;
import dev.kdn.output.SecretDocument;
import dev.kdn.output.StandardOutput;
import dev.kdn.secret.SecretFailure;
import dev.kdn.secret.Secrets;
import java.util.function.Supplier;

/// `kdn secret remove`.
public final class SecretRemoveCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Secrets> secrets;
    private final OutputOption output = new OutputOption();

    private String name = "";

    public SecretRemoveCommand(StandardOutput out, Supplier<Secrets> secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Remove a secret and its value; workspaces that run keep what they have until they stop");
        syntax.examples("kdn secret remove private", "kdn secret rm private -o json");
        syntax.argument("name", "Name of the secret", given -> name = given);
        output.describe(syntax);
    }

    /// So that the terminal shows again what is typed, and a value is not left without its record.
    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        try {
            secrets.get().remove(name);
        } catch (KdnException failure) {
            throw SecretFailure.of("failed to remove secret", failure);
        }
        if (output.json()) {
            out.write(JsonDocument.of("name", name));
        } else {
            out.line(SecretDocument.sentence(name, "removed"));
        }
        return ExitCode.OK.code();
    }
}
