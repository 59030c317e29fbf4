/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.activity.Places;
import dev.kdn.activity.RecordedActivities;
import dev.kdn.activity.copy.Copies;
import dev.kdn.activity.stats.Measurements;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.activity.CopyCommand;
import dev.kdn.cli.activity.StatsCommand;
import dev.kdn.output.Colors;
import dev.kdn.storage.OutsideFolders;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The commands that look into workspaces from outside; a part of [Wiring].
record CopyAndStatsParts(Surroundings surroundings, Services services, Progress progress, Supplier<Colors> colors) {
    /// @param word the name of the command
    CliCommand command(String word, Console console) {
        return switch (word) {
            case "cp" -> new CopyCommand(surroundings, this::copies, progress);
            case "stats" -> new StatsCommand(console, surroundings, measurements(), colors, progress);
            default -> throw new IllegalArgumentException("no such command: " + word);
        };
    }

    private Copies copies(Consumer<String> warnings) {
        return new Copies(
                new Places(services.manager()),
                surroundings.in(),
                surroundings.out(),
                new OutsideFolders(services.storage()),
                warnings);
    }

    private Measurements measurements() {
        return new Measurements(services.manager(), new RecordedActivities(services::storage));
    }
}
