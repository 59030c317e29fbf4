/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.StandardOutput;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `kdn workspace open`.
public final class OpenCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;
    private final Browser browser;

    private final Reference reference = new Reference();

    private @Nullable String port;

    private final PageOutput page = new PageOutput();

    public OpenCommand(StandardOutput out, Supplier<InstanceManager> manager, Progress progress, Browser browser) {
        this.out = out;
        this.manager = manager;
        this.progress = progress;
        this.browser = browser;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Print the URL of a port of a running workspace and open it in the browser",
                "",
                "PORT is the port inside the workspace; it may be left out when there is one only.");
        syntax.examples("kdn workspace open shop", "kdn workspace open shop 8080 --url");
        reference.describe(syntax);
        syntax.optionalArgument("PORT", "Port inside the workspace", given -> port = given);
        page.describe(syntax);
    }

    @Override
    public int run() {
        Optional<Integer> wanted = Optional.ofNullable(port).map(OpenPort::parse);
        InstanceDetails details =
                progress.show(Progress.Detail.SILENT, steps -> manager.get().details(reference.text(), steps));
        page.show(OpenPort.url(details, reference.text(), wanted), out, browser);
        return ExitCode.OK.code();
    }
}
