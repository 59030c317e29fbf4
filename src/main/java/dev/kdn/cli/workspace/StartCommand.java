/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import java.util.function.Supplier;

/// `kdn workspace start`.
public final class StartCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final EachReference each;

    private final References references = new References();

    private boolean acceptConfiguration;

    public StartCommand(Supplier<InstanceManager> manager, EachReference each) {
        this.manager = manager;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Start workspaces; one that is running already is left alone");
        syntax.examples("kdn workspace start shop", "kdn workspace start shop 1f2e3d -o json");
        references.describe(syntax);
        syntax.flag(
                "--accept-config",
                "Accept that the configuration in the sources asks for more than the workspace was made with",
                given -> acceptConfiguration = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        return each.run(references, (reference, steps) -> manager.get().start(reference, acceptConfiguration, steps));
    }
}
