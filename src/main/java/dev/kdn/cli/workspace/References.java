/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.ProgressOptions;
import dev.kdn.cli.Syntax;
import java.util.ArrayList;
import java.util.List;

/// What commands that work on several workspaces are given: `NAME|ID...` and the flags of progress.
final class References {
    private List<String> references = new ArrayList<>();

    private final ProgressOptions progress = new ProgressOptions();

    void describe(Syntax syntax) {
        syntax.arguments(
                "NAME|ID", 1, "Workspaces: name, id, or at least 4 characters of an id", given -> references = given);
        progress.describe(syntax);
    }

    List<String> all() {
        return List.copyOf(references);
    }

    ProgressOptions progress() {
        return progress;
    }
}
