/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several processes that register workspaces of the same name at once.
class ProcessesAddTest {
    private static final int PROCESSES = 4;
    private static final int ADDS = 3;

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void neverShareNameOrRecord() throws IOException, InterruptedException {
        ManagerFixture fixture = new ManagerFixture(folder);
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(child());
        }

        for (Process child : children) {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(output).isZero();
        }

        assertThat(fixture.manager().stored()).hasSize(PROCESSES * ADDS);
        assertThat(fixture.manager().stored()).extracting(Instance::name).doesNotHaveDuplicates();
        assertThat(fixture.manager().stored()).extracting(Instance::id).doesNotHaveDuplicates();
        assertThat(fixture.runtimeInstances()).hasSize(PROCESSES * ADDS);
        assertThat(fixture.leftovers()).hasSize(PROCESSES * ADDS).allMatch(left -> left.startsWith("workspaces/"));
    }

    private Process child() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// What each process runs.
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            ManagerFixture fixture = new ManagerFixture(Path.of(args[0]));
            for (int i = 0; i < ADDS; i++) {
                fixture.add();
            }
        }
    }
}
