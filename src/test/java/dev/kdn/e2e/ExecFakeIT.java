/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Activities in workspaces of the fake runtime, whose programs run beside kdn.
class ExecFakeIT extends ExecSuite {
    @Override
    Kdn open(Path root) {
        return Kdn.fresh(root);
    }

    @Override
    void make(String name) throws IOException {
        make(kdn, folder, name);
    }

    static void make(Kdn kdn, Path folder, String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
        kdn.run("init", "--runtime", "fake", "--agent", "shell", "--start", sources.toString())
                .exit(0);
    }

    @Override
    boolean isApart() {
        return false;
    }

    @Override
    boolean hasTerminals() {
        return false;
    }

    @Test
    void theTimeLimitAlsoEndsWhatOutlivesTheProgram() {
        String mark = Processes.sleep(5102);
        String line = "(trap '' TERM; exec setsid sleep " + mark + ") & sleep 60";

        kdn.run("exec", "--timeout", "500ms", "shop", "--", "sh", "-c", line).exit(124);

        assertThat(lives("sleep", mark)).isFalse();
    }

    @Test
    void aPipeInThePlaceOfAFileKeepsNobody() throws InterruptedException {
        String id = detach("pipe", "mkfifo \"$HOME/tmp/.kdn/$KDN_ACTIVITY/exit\" && echo ready && sleep 300");
        awaitLog(id, "ready");

        assertThat(kdn.run("ps").exit(0).stdout()).contains("pipe");
        kdn.run("kill", id).exit(0);
        assertThat(end(id)).isEqualTo("killed 143");
    }

    @Test
    void foldersOfOthersHideNothing() throws InterruptedException {
        sh("mkdir -p \"$HOME/tmp/.kdn\"; cd \"$HOME/tmp/.kdn\"; mkdir -p 0 1 2 3 4 5 6 7 8 9 a b c d e f; echo x"
                        + " >3/pids")
                .exit(0);
        String id = detach("deaf-one", "trap '' TERM; echo ready; while :; do sleep 0.2; done");
        awaitLog(id, "ready");

        kdn.run("kill", "--grace", "0", id).exit(0);

        assertThat(end(id)).isEqualTo("killed 137");
    }
}
