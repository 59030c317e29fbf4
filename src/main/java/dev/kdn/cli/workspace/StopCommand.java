/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kdn workspace stop`.
@Command(
        name = "stop",
        description = "Stop workspaces; one that is not running is left alone",
        footer = {"kdn workspace stop shop", "kdn workspace stop shop 1f2e3d -o json"})
public final class StopCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;
    private final Progress progress;

    @Mixin
    private References references = new References();

    @Mixin
    private ProgressOptions options = new ProgressOptions();

    public StopCommand(Supplier<InstanceManager> manager, EachReference each, Progress progress) {
        this.manager = manager;
        this.each = each;
        this.progress = progress;
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        Progress.Detail detail = options.detail();
        return each.run(
                references.all(),
                options.json(),
                reference -> progress.show(detail, steps -> manager.get().stop(reference, steps)));
    }
}
