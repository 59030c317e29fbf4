/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Processes;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Activities in workspaces on this machine.
@EngineTest("bwrap")
class ExecLocalIT extends ExecSuite {
    @Override
    Kdn open(Path root) throws IOException {
        return Kdn.fresh(root.toRealPath());
    }

    @Override
    void make(String name) throws IOException {
        Path sources =
                Files.createDirectories(folder.toRealPath().resolve("sources").resolve(name));
        kdn.run("init", "--runtime", "local", "--agent", "shell", "--start", sources.toString())
                .exit(0);
    }

    @Override
    void close() {
        Result _ = kdn.run("prune");
        kdn.close();
    }

    /// From outside: programs do not see each other.
    @Override
    boolean lives(String... words) {
        return !Processes.running(words).isEmpty();
    }

    @Override
    void strike(String id) {
        kdn.shell("for file in $(grep -ls KDN_ACTIVITY=" + id + " /proc/[0-9]*/environ); do pid=${file#/proc/};"
                + " kill -9 \"${pid%/environ}\"; done");
    }

    @Override
    boolean outlivesItsProgram() {
        return false;
    }
}
