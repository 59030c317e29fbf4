/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The argument `NAME|ID...` of commands that work on several workspaces.
final class References {
    @Parameters(
            paramLabel = "NAME|ID",
            arity = "1..*",
            description = "Workspaces: name, id, or at least 4 characters of an id")
    private List<String> references = new ArrayList<>();

    List<String> all() {
        return List.copyOf(references);
    }
}
