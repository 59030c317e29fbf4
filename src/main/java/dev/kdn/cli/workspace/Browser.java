/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;

/// The user's web browser.
public final class Browser {
    private final String opener;

    /// The browser behind a program that opens a URL, such as `xdg-open`.
    public Browser(String opener) {
        this.opener = opener;
    }

    /// The usual opener of an operating system.
    public static Browser of(String operatingSystem) {
        return new Browser(operatingSystem.startsWith("Mac") ? "open" : "xdg-open");
    }

    /// Opens the page and does not wait; the URL has been printed, so a browser that does not start is no failure.
    void open(URI url) {
        ProcessBuilder builder = new ProcessBuilder(List.of(opener, url.toString()));
        builder.redirectInput(Redirect.from(new File("/dev/null")));
        builder.redirectOutput(Redirect.DISCARD);
        builder.redirectError(Redirect.DISCARD);
        try {
            builder.start();
        } catch (IOException noBrowser) {
            // see above
        }
    }
}
