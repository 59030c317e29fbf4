/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import picocli.CommandLine.Option;

/// The flag `--output` of commands with a JSON document. Its value is checked before the command runs.
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "format",
            description = "Output format (supported: json)")
    private String format = "";

    public boolean json() {
        return format.equals("json");
    }
}
