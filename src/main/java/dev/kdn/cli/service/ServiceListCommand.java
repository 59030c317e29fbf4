/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.service;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.output.Colors;
import dev.kdn.output.ServiceDocument;
import dev.kdn.output.StandardOutput;
import dev.kdn.secret.SecretServices;
import java.util.function.Supplier;

/// `kdn service list`.
public final class ServiceListCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Colors> colors;
    private final OutputOption output = new OutputOption();

    public ServiceListCommand(StandardOutput out, Supplier<Colors> colors) {
        this.out = out;
        this.colors = colors;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "List the services that secrets can be for, and the variables by which programs expect them");
        syntax.examples("kdn service list", "kdn service list -o json");
        output.describe(syntax);
    }

    @Override
    public int run() {
        if (output.json()) {
            out.write(ServiceDocument.list(SecretServices.all()));
        } else {
            out.write(ServiceDocument.table(SecretServices.all(), colors.get()));
        }
        return ExitCode.OK.code();
    }
}
