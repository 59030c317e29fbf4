/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
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

    @Mixin
    private References references = new References();

    @Option(
            names = {"-f", "--force"},
            description = "Stop a running workspace first")
    private boolean force;

    public RemoveCommand(Supplier<InstanceManager> manager, EachReference each) {
        this.manager = manager;
        this.each = each;
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        return each.run(references, (reference, steps) -> manager.get().delete(reference, force, steps));
    }
}
