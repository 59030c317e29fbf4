/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Activities in workspaces of the fake runtime, whose programs run beside kdn.
class ExecFakeIT extends ExecSuite {
    @Override
    Kdn open(Path root) {
        return Kdn.fresh(root);
    }

    @Override
    void make(String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
        kdn.run("init", "--runtime", "fake", "--agent", "shell", "--start", sources.toString())
                .exit(0);
    }

    @Override
    boolean isApart() {
        return false;
    }

    @Override
    boolean hasTerminals() {
        return false;
    }
}
