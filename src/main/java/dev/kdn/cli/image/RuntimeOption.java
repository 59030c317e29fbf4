/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.image;

import dev.kdn.cli.Syntax;
import java.util.Optional;

/// The flag `--runtime` of commands that work on the images of all runtimes without it.
final class RuntimeOption {
    private String runtime = "";

    void describe(Syntax syntax) {
        syntax.option("-r, --runtime runtime", "Images of that runtime only (default: all)", given -> runtime = given);
    }

    Optional<String> given() {
        return runtime.isEmpty() ? Optional.empty() : Optional.of(runtime);
    }
}
