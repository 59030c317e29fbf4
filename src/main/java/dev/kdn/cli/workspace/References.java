/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.ProgressOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What commands that work on several workspaces are given: `NAME|ID...` and the flags of progress.
final class References {
    @Parameters(
            paramLabel = "NAME|ID",
            arity = "1..*",
            description = "Workspaces: name, id, or at least 4 characters of an id")
    private List<String> references = new ArrayList<>();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    List<String> all() {
        return List.copyOf(references);
    }

    ProgressOptions progress() {
        return progress;
    }
}
