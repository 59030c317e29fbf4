/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

/// The flag `--output` of commands with a JSON document. Its value is checked before the command runs.
public final class OutputOption {
    private String format = "";

    /// Adds these to what the command takes.
    public void describe(Syntax syntax) {
        syntax.option("-o, --output format", "Output format (supported: json)", given -> format = given);
    }

    public boolean json() {
        return format.equals("json");
    }
}
