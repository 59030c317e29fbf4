/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeContract;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract of all runtimes, on a real podman.
@EngineTest("podman")
class PodmanContractIT implements RuntimeContract {
    @TempDir
    static Path folder;

    private static PodmanWorkbench bench;
    private static int names;

    @BeforeAll
    static void open() {
        bench = new PodmanWorkbench(folder, PodmanWorkbench.base(PodmanWorkbench.DEBIAN));
    }

    @AfterAll
    static void close() {
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
        names++;
        return "contract-" + ProcessHandle.current().pid() + "-" + names;
    }

    @Override
    public CreateRequest request(String name) {
        return bench.request(name, sources(), WorkspaceConfiguration.EMPTY);
    }

    /// podman finds out that both are for one place when the network has been made.
    @Override
    public CreateRequest requestThatFails() {
        ConfigurationBuilder twoAtOnePlace = new ConfigurationBuilder()
                .mount("/usr/share", "/mnt/twice", true)
                .mount("/usr/lib", "/mnt/twice", true);
        return bench.request(freshName(), sources(), twoAtOnePlace.get());
    }
}
