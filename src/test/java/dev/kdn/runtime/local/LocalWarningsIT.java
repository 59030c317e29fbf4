/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of sandboxes that are not all that they could be.
@EngineTest("bwrap")
class LocalWarningsIT {
    @TempDir
    private Path folder;

    private LocalWorkbench bench;

    @BeforeEach
    void open() {
        bench = new LocalWorkbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String warnings(WorkspaceConfiguration configuration) {
        RecordingStepLogger creation = new RecordingStepLogger();
        RecordingStepLogger start = new RecordingStepLogger();
        String id = bench.runtime
                .create(CreateRequests.configured("shop", bench.sources("sources"), "shell", configuration), creation)
                .id();
        var _ = bench.runtime.start(id, start);
        return creation.events() + "\n" + start.events();
    }

    @Test
    void tellOfAKernelThatIsTooOld() {
        bench.confines = false;

        assertThat(warnings(WorkspaceConfiguration.EMPTY).lines())
                .allSatisfy(line -> assertThat(line).contains("abstract sockets", "Linux 6.12", "mode deny"));
    }

    @Test
    void tellNothingWithoutANetwork() {
        bench.confines = false;
        WorkspaceConfiguration denied =
                new ConfigurationBuilder().mode(Network.Mode.DENY).get();

        assertThat(warnings(denied)).doesNotContain("abstract sockets");
    }

    @Test
    void tellNothingWhereNothingIsMissing() {
        bench.confines = true;

        assertThat(warnings(WorkspaceConfiguration.EMPTY)).doesNotContain("abstract sockets");
    }
}
