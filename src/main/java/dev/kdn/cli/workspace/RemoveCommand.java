/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;

/// `kdn workspace remove`.
public final class RemoveCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;

    private final References references = new References();

    private boolean force;

    public RemoveCommand(Supplier<InstanceManager> manager, EachReference each) {
        this.manager = manager;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Remove workspaces and what was made for them; the sources stay");
        syntax.examples("kdn workspace remove shop", "kdn workspace remove shop 1f2e3d --force");
        references.describe(syntax);
        syntax.flag("-f, --force", "Stop a running workspace first", given -> force = given);
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
