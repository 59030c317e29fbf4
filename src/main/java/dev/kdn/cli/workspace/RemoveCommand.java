/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.ProgressOptions;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kdn workspace remove`.
@Command(
        name = "remove",
        description = "Remove workspaces and what was made for them; the sources stay",
        footer = {"kdn workspace remove shop", "kdn workspace remove shop 1f2e3d --force"})
public final class RemoveCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;
    private final Progress progress;

    @Mixin
    private References references = new References();

    @Mixin
    private ProgressOptions options = new ProgressOptions();

    @Option(
            names = {"-f", "--force"},
            description = "Stop a running workspace first")
    private boolean force;

    public RemoveCommand(Supplier<InstanceManager> manager, EachReference each, Progress progress) {
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
                reference -> progress.show(detail, steps -> manager.get().delete(reference, force, steps)));
    }
}
