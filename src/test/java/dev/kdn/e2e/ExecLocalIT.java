/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Activities in sandboxes on this machine.
@EngineTest("bwrap")
class ExecLocalIT extends ExecSuite {
    @Override
    Kdn open(Path root) {
        return Kdn.fresh(root);
    }

    @Override
    void make(String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
        kdn.run("init", "--runtime", "local", "--agent", "shell", "--start", sources.toString())
                .exit(0);
    }
}
