/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.runtime.RuntimeContract;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract of all runtimes, with sandboxes of this machine.
@EngineTest("bwrap")
class LocalContractIT implements RuntimeContract {
    @TempDir
    private Path folder;

    private LocalWorkbench bench;
    private int names;

    @BeforeEach
    void open() {
        bench = new LocalWorkbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public WorkspaceRuntime runtime() {
        return bench.runtime;
    }

    @Override
    public Path sources() {
        return bench.sources("sources");
    }

    @Override
    public synchronized String freshName() {
        return "name-" + names++;
    }

    /// The system is read-only inside, so that there is no place for the mount.
    @Override
    public CreateRequest requestThatFails() {
        ConfigurationBuilder noPlace = new ConfigurationBuilder().mount("/usr/share", "/usr/no-such-place", true);
        return CreateRequests.configured(freshName(), sources(), agent(), noPlace.get());
    }
}
