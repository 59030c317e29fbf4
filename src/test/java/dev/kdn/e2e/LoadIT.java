/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Path;

/// With containers, as much as does not keep the other suites waiting.
@EngineTest(EngineTest.RUNTIME)
class LoadIT extends LoadSuite {
    @SuppressWarnings("NullAway.Init") // by open(Path)
    private Workbench bench;

    @Override
    Kdn open(Path root) throws IOException {
        bench = Workbench.small(root);
        return bench.kdn;
    }

    @Override
    void make(String name) throws IOException {
        bench.init(bench.project(name), "--start");
    }

    @Override
    void close() {
        bench.close();
    }

    @Override
    int programs() {
        return 24;
    }

    @Override
    int workspaces() {
        return 3;
    }
}
