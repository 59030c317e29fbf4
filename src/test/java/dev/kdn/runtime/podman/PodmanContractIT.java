/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeContract;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// podman finds out that it has no such secret when the network has been made.
    @Override
    public CreateRequest requestThatFails() {
        WorkspaceConfiguration configuration = new WorkspaceConfiguration(
                List.of(new Variable("TOKEN", Optional.of("kdn-no-such-secret"), Optional.empty())),
                Map.of(),
                WorkspaceConfiguration.Mcp.NONE,
                List.of(),
                Network.UNSET,
                List.of(),
                List.of(),
                List.of());
        return bench.request(freshName(), sources(), configuration);
    }
}
