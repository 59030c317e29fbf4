/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.OutputOption;
import dev.kdn.output.JsonDocument;
import dev.kdn.output.StandardOutput;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of commands that open a page, and how they show it.
final class PageOutput {
    @Option(names = "--url", description = "Print the URL only, do not open the browser")
    private boolean urlOnly;

    @Mixin
    private OutputOption output = new OutputOption();

    void show(URI url, StandardOutput out, Browser browser) {
        if (output.json()) {
            out.write(JsonDocument.of("url", url.toString()));
        } else {
            out.line(url.toString());
        }
        if (!urlOnly) {
            browser.open(url);
        }
    }
}
