/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Path;

/// With the fake runtime, as much as is promised.
class LoadFakeIT extends LoadSuite {
    @Override
    Kdn open(Path root) {
        return Kdn.fresh(root);
    }

    @Override
    void make(String name) throws IOException {
        ExecFakeIT.make(kdn, folder, name);
    }

    @Override
    int programs() {
        return 100;
    }

    @Override
    int workspaces() {
        return 20;
    }
}
