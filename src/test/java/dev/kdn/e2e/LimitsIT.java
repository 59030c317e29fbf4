/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsIT {
    private Kdn kdn;
    private String sources;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        kdn = Kdn.fresh(folder);
        sources = Files.createDirectories(folder.resolve("shop")).toString();
    }

    @Test
    void stayWithTheWorkspaceUntilRecreateChangesThem() {
        kdn.run("init", "--runtime", "fake", "--agent", "shell", "--memory", "2g", "--cpus", "1.5", "--start", sources)
                .exit(0);
        assertThat(kdn.run("show", "shop").exit(0).stdout()).contains("Memory limit: 2g\n", "Cpu limit: 1.5\n");

        kdn.run("recreate", "--force", "--pids", "100", "--cpus", "none", "shop")
                .exit(0);

        assertThat(kdn.run("show", "shop").exit(0).stdout())
                .contains("State: running", "Memory limit: 2g\n", "Pids limit: 100\n")
                .doesNotContain("Cpu limit");
    }

    @Test
    void ofTheSettingsAreThoseOfNewWorkspaces() {
        kdn.run("config", "set", "limits.memory", "512m").exit(0);
        kdn.run("config", "set", "limits.cpus", "2").exit(0);

        kdn.run("init", "--runtime", "fake", "--agent", "shell", "--cpus", "1", sources)
                .exit(0);

        assertThat(kdn.run("show", "shop").exit(0).stdout()).contains("Memory limit: 512m\n", "Cpu limit: 1\n");
    }

    @Test
    void ofTheSettingsAreCheckedWhenTheyAreSetAndNamedWhenTheyAreUsed() throws IOException {
        assertThat(kdn.run("config", "set", "limits.memory", "1m").exit(2).stderr())
                .contains("invalid memory limit \"1m\"");
        assertThat(kdn.run("config", "set", "limits.cpus", "two").exit(2).stderr())
                .contains("\"two\"");
        kdn.run("config", "set", "limits.memory", "512m").exit(0);
        Path settings = kdn.storage().resolve("config/settings.json");
        Files.writeString(settings, Files.readString(settings).replace("512m", "1m"));

        assertThat(kdn.run("init", "--runtime", "fake", "--agent", "shell", sources)
                        .exit(2)
                        .stderr())
                .contains("setting limits.memory: invalid memory limit \"1m\"", "kdn config set limits.memory");
    }

    @Test
    void areUsageErrorsWhenTheyMakeNoSense() {
        assertThat(kdn.run("init", "--runtime", "fake", "--agent", "shell", "--memory", "2 g", sources)
                        .exit(2)
                        .stderr())
                .startsWith("Error: invalid memory limit \"2 g\"\ngive a size such as 512m");
        assertThat(kdn.storage()).doesNotExist();
    }
}
