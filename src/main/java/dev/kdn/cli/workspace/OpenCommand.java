/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Progress;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.StandardOutput;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `kdn workspace open`.
@Command(
        name = "open",
        description = {
            "Print the URL of a port of a running workspace and open it in the browser",
            "",
            "PORT is the port inside the workspace; it may be left out when there is one only."
        },
        footer = {"kdn workspace open shop", "kdn workspace open shop 8080 --url"})
public final class OpenCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;
    private final Browser browser;

    @Mixin
    private Reference reference = new Reference();

    @Parameters(index = "1", paramLabel = "PORT", arity = "0..1", description = "Port inside the workspace")
    private @Nullable String port;

    @Mixin
    private PageOutput page = new PageOutput();

    public OpenCommand(StandardOutput out, Supplier<InstanceManager> manager, Progress progress, Browser browser) {
        this.out = out;
        this.manager = manager;
        this.progress = progress;
        this.browser = browser;
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
