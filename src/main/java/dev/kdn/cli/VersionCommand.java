/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.JsonDocument;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kdn version` and `kdn --version`.
@Command(
        name = "version",
        description = "Show the version of kdn",
        footer = {"kdn version", "kdn version -o json"})
public final class VersionCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<String> version;

    @Mixin
    private OutputOption output = new OutputOption();

    public VersionCommand(StandardOutput out, Supplier<String> version) {
        this.out = out;
        this.version = version;
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
