/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.JsonDocument;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;

/// `kdn version` and `kdn --version`.
public final class VersionCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<String> version;

    private final OutputOption output = new OutputOption();

    public VersionCommand(StandardOutput out, Supplier<String> version) {
        this.out = out;
        this.version = version;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Show the version of kdn");
        syntax.examples("kdn version", "kdn version -o json");
        output.describe(syntax);
    }

    @Override
    public int run() {
        if (output.json()) {
            out.write(JsonDocument.of("version", version.get()));
        } else {
            out.line("kdn version " + version.get());
        }
        return ExitCode.OK.code();
    }
}
