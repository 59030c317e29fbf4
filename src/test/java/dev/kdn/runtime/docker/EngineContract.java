/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.RuntimeContract;
import dev.kdn.runtime.WorkspaceRuntime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract of all runtimes, on an engine that speaks docker's interface.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContract implements RuntimeContract {
    private DockerWorkbench bench;
    private int names;

    /// As in `DOCKER_HOST`.
    abstract String host();

    @BeforeAll
    void open(@TempDir Path folder) {
        bench = new DockerWorkbench(folder, host(), DockerWorkbench.base(DockerWorkbench.DEBIAN));
    }

    @AfterAll
    void close() {
        if (bench != null) {
            bench.close();
        }
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

    /// kdn finds out that docker keeps no secrets when the network has been made.
    @Override
    public CreateRequest requestThatFails() {
        ConfigurationBuilder twoAtOnePlace = new ConfigurationBuilder()
                .mount("/usr/share", "/mnt/twice", true)
                .mount("/usr/lib", "/mnt/twice", true);
        return bench.request(freshName(), sources(), twoAtOnePlace.get());
    }
}
