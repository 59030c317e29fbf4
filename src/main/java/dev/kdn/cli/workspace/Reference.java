/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Syntax;

/// The argument `NAME|ID` of commands that work on one workspace.
final class Reference {
    private String text = "";

    void describe(Syntax syntax) {
        syntax.argument("NAME|ID", "Workspace: name, id, or at least 4 characters of an id", given -> text = given);
    }

    String text() {
        return text;
    }
}
