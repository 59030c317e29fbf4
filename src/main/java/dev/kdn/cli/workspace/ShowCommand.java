/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.InstanceDocument;
import dev.kdn.output.InstanceText;
import dev.kdn.output.StandardOutput;
import java.time.InstantSource;
import java.util.function.Supplier;

/// `kdn workspace show`.
public final class ShowCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;
    private final InstantSource clock;

    private final Reference reference = new Reference();

    private final OutputOption output = new OutputOption();

    public ShowCommand(StandardOutput out, Supplier<InstanceManager> manager, Progress progress, InstantSource clock) {
        this.out = out;
        this.manager = manager;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Show everything kdn knows of a workspace");
        syntax.examples("kdn workspace show shop", "kdn workspace show shop -o json");
        reference.describe(syntax);
        output.describe(syntax);
    }

    @Override
    public int run() {
        InstanceDetails details =
                progress.show(Progress.Detail.SILENT, steps -> manager.get().details(reference.text(), steps));
        if (output.json()) {
            out.write(InstanceDocument.details(details));
        } else {
            out.write(InstanceText.details(details, clock.instant()));
        }
        return ExitCode.OK.code();
    }
}
