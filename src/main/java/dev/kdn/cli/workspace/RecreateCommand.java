/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.RecreateWish;
import dev.kdn.instance.TrustPrompt;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.util.Map;
import java.util.function.Supplier;

/// `kdn workspace recreate`.
public final class RecreateCommand implements CliCommand {
    private final Supplier<InstanceManager> manager;
    private final Supplier<TrustPrompt> prompt;
    private final EachReference each;

    private final References references = new References();

    private boolean newPorts;

    private boolean rebuild;

    private boolean pull;

    private boolean force;

    private boolean discardState;

    private boolean trust;

    private final LimitOptions limits = new LimitOptions();

    public RecreateCommand(Supplier<InstanceManager> manager, Supplier<TrustPrompt> prompt, EachReference each) {
        this.manager = manager;
        this.prompt = prompt;
        this.each = each;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Make workspaces anew from their configuration as it is now, with the same id, name and ports",
                "",
                "What the agent needs to go on (logins, settings, history) is carried over; anything else in the old "
                        + "container, such as packages that were installed by hand, is not. The sources stay as they"
                        + " are.");
        syntax.examples(
                "kdn workspace recreate shop",
                "kdn workspace recreate shop --new-ports",
                "kdn workspace recreate shop --rebuild --pull");
        references.describe(syntax);
        syntax.flag(
                "--new-ports",
                "Choose the ports of this machine anew instead of keeping them",
                given -> newPorts = given);
        syntax.flag("--rebuild", "Build the image anew, without cached steps", given -> rebuild = given);
        syntax.flag("--pull", "Look for a newer base image first", given -> pull = given);
        syntax.flag(
                "-f, --force",
                "End what runs in a running workspace, which is started again afterwards",
                given -> force = given);
        syntax.flag(
                "--discard-state",
                "Start with a fresh home folder: do not carry the agent's logins, settings and history over",
                given -> discardState = given);
        limits.describe(syntax, "(default: as before; none: no limit)");
        syntax.flag(
                "--trust",
                "Accept what the project's own configuration asks of this machine, and remember it",
                given -> trust |= given);
        syntax.flag(
                "--accept-config",
                "The same, as for 'kdn start': accept also what is more than the workspace was made with",
                given -> trust |= given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        BuildOptions build = new BuildOptions(rebuild, pull);
        Map<Kind, String> changes = limits.given();
        return each.run(references, (reference, steps) -> {
            RecreateWish wish = new RecreateWish(reference, newPorts, force, discardState, trust, changes, build);
            return manager.get().recreate(wish, prompt.get(), steps);
        });
    }
}
