/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Syntax;
import dev.kdn.output.JsonDocument;
import dev.kdn.output.StandardOutput;
import java.net.URI;

/// The flags of commands that open a page, and how they show it.
final class PageOutput {
    private boolean urlOnly;

    private final OutputOption output = new OutputOption();

    void describe(Syntax syntax) {
        syntax.flag("--url", "Print the URL only, do not open the browser", given -> urlOnly = given);
        output.describe(syntax);
    }

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
