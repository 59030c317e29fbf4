/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.RecreateWish;
import dev.kdn.instance.TrustPrompt;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kdn workspace recreate`.
@Command(
        name = "recreate",
        description = {
            "Make workspaces anew from their configuration as it is now, with the same id, name and ports",
            "",
            "What the agent needs to go on (logins, settings, history) is carried over; anything else in the old "
                    + "container, such as packages that were installed by hand, is not. The sources stay as they are."
        },
        footer = {
            "kdn workspace recreate shop",
            "kdn workspace recreate shop --new-ports",
            "kdn recreate shop --rebuild --pull"
        })
public final class RecreateCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final Supplier<TrustPrompt> prompt;
    private final EachReference each;

    @Mixin
    private References references = new References();

    @Option(names = "--new-ports", description = "Choose the ports of this machine anew instead of keeping them")
    private boolean newPorts;

    @Option(names = "--rebuild", description = "Build the image anew, without cached steps")
    private boolean rebuild;

    @Option(names = "--pull", description = "Look for a newer base image first")
    private boolean pull;

    @Option(
            names = {"-f", "--force"},
            description = "End what runs in a running workspace, which is started again afterwards")
    private boolean force;

    @Option(
            names = "--trust",
            description = "Accept what the project's own configuration asks of this machine, and remember it")
    private boolean trust;

    public RecreateCommand(Supplier<InstanceManager> manager, Supplier<TrustPrompt> prompt, EachReference each) {
        this.manager = manager;
        this.prompt = prompt;
        this.each = each;
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        BuildOptions build = new BuildOptions(rebuild, pull);
        return each.run(
                references,
                (reference, steps) -> manager.get()
                        .recreate(new RecreateWish(reference, newPorts, force, trust, build), prompt.get(), steps));
    }
}
