/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kdn workspace start`.
@Command(
        name = "start",
        description = "Start workspaces; one that is running already is left alone",
        footer = {"kdn workspace start shop", "kdn workspace start shop 1f2e3d -o json"})
public final class StartCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;

    @Mixin
    private References references = new References();

    public StartCommand(Supplier<InstanceManager> manager, EachReference each) {
        this.manager = manager;
        this.each = each;
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        return each.run(references, (reference, steps) -> manager.get().start(reference, steps));
    }
}
