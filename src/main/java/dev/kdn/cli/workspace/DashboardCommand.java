/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;

/// `kdn workspace dashboard`.
public final class DashboardCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Browser browser;

    private final Reference reference = new Reference();

    private final PageOutput page = new PageOutput();

    public DashboardCommand(StandardOutput out, Supplier<InstanceManager> manager, Browser browser) {
        this.out = out;
        this.manager = manager;
        this.browser = browser;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Print the URL of a running workspace's dashboard and open it in the browser");
        syntax.examples("kdn workspace dashboard shop", "kdn workspace dashboard shop --url");
        reference.describe(syntax);
        page.describe(syntax);
    }

    @Override
    public int run() {
        page.show(manager.get().dashboardUrl(reference.text()), out, browser);
        return ExitCode.OK.code();
    }
}
