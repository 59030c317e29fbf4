/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import picocli.CommandLine.Parameters;

/// The argument `NAME|ID` of commands that work on one workspace.
final class Reference {
    @Parameters(
            index = "0",
            paramLabel = "NAME|ID",
            description = "Workspace: name, id, or at least 4 characters of an id")
    private String text = "";

    String text() {
        return text;
    }
}
