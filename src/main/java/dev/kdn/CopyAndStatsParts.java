/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.activity.Places;
import dev.kdn.activity.RecordedActivities;
import dev.kdn.activity.stats.Measurements;
import dev.kdn.cli.Console;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.activity.CopyCommand;
import dev.kdn.cli.activity.StatsCommand;
import dev.kdn.output.Colors;
import java.util.function.Supplier;

/// The commands that look into workspaces from outside; a part of [Wiring].
final class CopyAndStatsParts {
    private final Surroundings surroundings;
    private final Services services;
    private final Progress progress;

    CopyAndStatsParts(Surroundings surroundings, Services services, Progress progress) {
        this.surroundings = surroundings;
        this.services = services;
        this.progress = progress;
    }

    CopyCommand copy() {
        return new CopyCommand(surroundings, new Places(services.manager()), progress);
    }

    StatsCommand stats(Console console, Supplier<Colors> colors) {
        Measurements measurements = new Measurements(services.manager(), new RecordedActivities(services::storage));
        return new StatsCommand(console, surroundings, measurements, colors, progress);
    }
}
