/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.Activities;
import dev.kdn.activity.ActivityLog;
import dev.kdn.activity.TimeSpan;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.OutputException;
import dev.kdn.error.StorageException;
import dev.kdn.output.LogText;
import dev.kdn.output.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn logs`.
public final class LogsCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Activities> activities;
    private final Progress progress;
    private final InstantSource clock;
    private final boolean colors;

    private String reference = "";
    private boolean follow;
    private boolean raw;
    private Optional<String> lines = Optional.empty();
    private Optional<String> since = Optional.empty();

    /// @param colors whether colours of the log may be shown
    public LogsCommand(
            StandardOutput out,
            Supplier<Activities> activities,
            Progress progress,
            InstantSource clock,
            boolean colors) {
        this.out = out;
        this.activities = activities;
        this.progress = progress;
        this.clock = clock;
        this.colors = colors;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Print what an activity has printed that was started with 'kdn exec --detach'",
                "",
                "Of a long log the last 10 MiB are there at least. What would move the cursor of a terminal is left"
                        + " out,",
                "unless --raw asks for every byte.");
        syntax.examples("kdn logs web", "kdn logs -f -n 20 shop/web", "kdn logs --since 10m web");
        syntax.argument(
                "ACTIVITY",
                "Activity: id, WORKSPACE/NAME, name, or at least 4 characters of an id",
                given -> reference = given);
        syntax.flag("-f, --follow", "Go on until the activity is over", given -> follow = given);
        syntax.option("-n, --lines number", "The last lines only", given -> lines = Optional.of(given));
        syntax.option(
                "--since time",
                "Only what came since then: 90s, 10m, or a time such as 2026-01-31T12:00:00Z",
                given -> since = Optional.of(given));
        syntax.flag("--raw", "Print every byte as it is", given -> raw = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        Optional<Integer> last = lines.map(LogsCommand::count);
        Optional<Instant> from = since.map(text -> TimeSpan.before("--since", text, clock.instant()));
        ActivityLog log =
                progress.show(Progress.Detail.SILENT, steps -> activities.get().log(reference, steps));
        LogText text = new LogText(out, raw, colors);
        try (OutputStream to = text) {
            log.copy(last, from, follow, to);
        } catch (EngineException | StorageException | OutputException e) {
            if (!out.isClosed()) {
                throw e;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // StandardOutput has its own exception
        }
        return ExitCode.OK.code();
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException none) {
            throw new InvalidInputException("--lines: not a number of lines: " + text, "such as -n 20", none);
        }
        throw new InvalidInputException("--lines: not a number of lines: " + text, "such as -n 20");
    }
}
