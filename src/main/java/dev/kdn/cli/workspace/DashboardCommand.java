/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kdn workspace dashboard`.
@Command(
        name = "dashboard",
        description = "Print the URL of a running workspace's dashboard and open it in the browser",
        footer = {"kdn workspace dashboard shop", "kdn workspace dashboard shop --url"})
public final class DashboardCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Browser browser;

    @Mixin
    private Reference reference = new Reference();

    @Mixin
    private PageOutput page = new PageOutput();

    public DashboardCommand(StandardOutput out, Supplier<InstanceManager> manager, Browser browser) {
        this.out = out;
        this.manager = manager;
        this.browser = browser;
    }

    @Override
    public int run() {
        page.show(manager.get().dashboardUrl(reference.text()), out, browser);
        return ExitCode.OK.code();
    }
}
