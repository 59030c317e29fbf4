/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.error.KdnException;
import dev.kdn.output.Colors;
import dev.kdn.output.SecretDocument;
import dev.kdn.output.StandardOutput;
import dev.kdn.secret.Secret;
import dev.kdn.secret.SecretFailure;
import dev.kdn.secret.Secrets;
import java.util.List;
import java.util.function.Supplier;

/// `kdn secret list`.
public final class SecretListCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Colors> colors;
    private final Supplier<Secrets> secrets;
    private final OutputOption output = new OutputOption();

    public SecretListCommand(StandardOutput out, Supplier<Colors> colors, Supplier<Secrets> secrets) {
        this.out = out;
        this.colors = colors;
        this.secrets = secrets;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("List the secrets by name; their values are neither read nor shown");
        syntax.examples("kdn secret list", "kdn secret list -o json");
        output.describe(syntax);
    }

    @Override
    public int run() {
        List<Secret> all;
        try {
            all = secrets.get().list();
        } catch (KdnException failure) {
            throw SecretFailure.of("failed to list secrets", failure);
        }
        if (output.json()) {
            out.write(SecretDocument.list(all));
        } else {
            out.write(SecretDocument.table(all, colors.get()));
        }
        return ExitCode.OK.code();
    }
}
