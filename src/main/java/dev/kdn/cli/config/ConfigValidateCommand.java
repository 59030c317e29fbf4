/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.ConfigurationReview.Checked;
import dev.kdn.instance.Configurations;
import dev.kdn.output.ConfigurationDocument;
import dev.kdn.output.StandardOutput;
import java.util.List;
import java.util.function.Supplier;

/// `kdn config validate`.
public final class ConfigValidateCommand implements CliCommand {
    private final StandardOutput out;
    private final Surroundings surroundings;
    private final Supplier<Configurations> configurations;

    private final OutputOption output = new OutputOption();

    private String sources = ".";

    public ConfigValidateCommand(
            StandardOutput out, Surroundings surroundings, Supplier<Configurations> configurations) {
        this.out = out;
        this.surroundings = surroundings;
        this.configurations = configurations;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Check all files of the configuration and tell everything that is wrong with them",
                "",
                "The exit code is 1 if kdn would refuse one of them.");
        syntax.examples("kdn config validate", "kdn config validate ~/projects/shop -o json");
        syntax.optionalArgument(
                "sources-directory",
                "Directory whose .kaiden is checked, too (default: the current one)",
                given -> sources = given);
        output.describe(syntax);
    }

    @Override
    public int run() {
        List<Checked> files = configurations.get().review(surroundings.path(sources));
        if (output.json()) {
            out.write(ConfigurationDocument.review(files));
        } else {
            out.write(ConfigurationDocument.reviewText(files));
        }
        return ConfigurationDocument.isValid(files) ? ExitCode.OK.code() : ExitCode.FAILURE.code();
    }
}
