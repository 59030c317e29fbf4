/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;

/// `kdn workspace stop`.
public final class StopCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;

    private final References references = new References();

    public StopCommand(Supplier<InstanceManager> manager, EachReference each) {
        this.manager = manager;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Stop workspaces; one that is not running is left alone");
        syntax.examples("kdn workspace stop shop", "kdn workspace stop shop 1f2e3d -o json");
        references.describe(syntax);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        return each.run(references, (reference, steps) -> manager.get().stop(reference, steps));
    }
}
