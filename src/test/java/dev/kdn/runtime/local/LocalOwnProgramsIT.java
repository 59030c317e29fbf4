/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.agent.SettingsFile;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.runtime.ConfigurationBuilder;
import dev.kdn.runtime.CreateRequests;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What kdn itself runs in a workspace, where the workspace has put programs of the same names.
@EngineTest("bwrap")
class LocalOwnProgramsIT {
    private static final String PLANTED = "#!/bin/sh\necho 9999999999 planted\nexit 3\n";

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

    private String started(WorkspaceConfiguration configuration) throws IOException {
        String id = bench.runtime
                .create(
                        CreateRequests.configured("shop", bench.sources("sources"), "shell", configuration),
                        new RecordingStepLogger())
                .id();
        Path bin = Files.createDirectories(bench.home(id).resolve(".local/bin"));
        for (String name : List.of("sh", "true", "stat", "wc", "cat", "head", "mkdir", "mv", "env", "mine")) {
            Files.writeString(bin.resolve(name), PLANTED);
            Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bench.runtime.start(id, new RecordingStepLogger()).id();
    }

    private void worksForKdn(String id) {
        var home = bench.runtime.capabilities().home().orElseThrow();
        byte[] content = "text".getBytes(StandardCharsets.UTF_8);
        home.write(id, Map.of(".tool/settings", new SettingsFile(content, 0600)), Set.of());
        assertThat(home.read(id, Set.of(".tool/settings")))
                .hasEntrySatisfying(
                        ".tool/settings", file -> assertThat(file.content()).isEqualTo(content));
        var programs = bench.runtime.capabilities().programs().orElseThrow();
        assertThat(programs.look(id, Optional.empty(), List.of("sh", "-c", "cat /etc/hostname; true; echo seen"))
                        .output())
                .endsWith("seen\n")
                .doesNotContain("planted");
    }

    @Test
    void areTheSystems() throws IOException {
        String id = started(WorkspaceConfiguration.EMPTY);

        worksForKdn(id);
        assertThat(bench.inside(id, List.of("mine")).exit()).isEqualTo(3);
    }

    @Test
    void areTheSystemsWhateverTheConfigurationSays() throws IOException {
        String id = started(new ConfigurationBuilder()
                .value("PATH", "/home/agent/.local/bin:/usr/bin:/bin")
                .value("LD_PRELOAD", "/nowhere.so")
                .get());

        worksForKdn(id);
        assertThat(bench.inside(id, List.of("mine")).exit()).isEqualTo(3);
    }
}
