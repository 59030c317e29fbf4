/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.activity.ExecCommand;
import dev.kdn.cli.activity.KillCommand;
import dev.kdn.cli.activity.LogsCommand;
import dev.kdn.cli.activity.PortsCommand;
import dev.kdn.cli.activity.PsCommand;
import dev.kdn.cli.activity.VariableOptions;
import dev.kdn.cli.activity.WaitCommand;
import dev.kdn.cli.workspace.EachReference;
import dev.kdn.output.ActivityTable;
import dev.kdn.output.Colors;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;

/// The commands on activities; a part of [Wiring].
record ActivityParts(
        Surroundings surroundings,
        StandardOutput out,
        StandardError err,
        Services services,
        Progress progress,
        Colors colors,
        EachReference each) {
    /// @param word the name of the command
    CliCommand command(String word) {
        return switch (word) {
            case "exec" ->
                new ExecCommand(
                        out,
                        err,
                        services.activities(),
                        progress,
                        new VariableOptions(surroundings),
                        surroundings.terminals().in());
            case "ps" -> new PsCommand(out, services.activities(), this::table, progress);
            case "logs" ->
                new LogsCommand(
                        out,
                        services.activities(),
                        progress,
                        surroundings.clock(),
                        surroundings.terminals().out());
            case "wait" -> new WaitCommand(out, services.activities(), progress);
            case "kill" -> new KillCommand(services.activities(), progress, each);
            case "ports" -> new PortsCommand(out, services.manager(), progress);
            default -> throw new IllegalArgumentException("no such command: " + word);
        };
    }

    private ActivityTable table() {
        return new ActivityTable(colors, surroundings.clock().instant());
    }
}
