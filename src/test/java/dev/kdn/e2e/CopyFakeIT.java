/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies into and out of a workspace that is only a folder.
class CopyFakeIT implements CopyContract {
    @TempDir
    private static Path shared;

    private static Kdn kdn;
    private static Path home;
    private int folders;

    @BeforeAll
    static void open() throws IOException {
        kdn = Kdn.fresh(shared);
        Path sources = Files.createDirectory(shared.resolve("shop"));
        kdn.run("init", "--runtime", "fake", "--agent", "shell", "--start", sources.toString())
                .exit(0);
        home = Files.createDirectories(shared.resolve("storage/runtimes/fake/homes/fake-001"));
    }

    @Override
    public Kdn kdn() {
        return kdn;
    }

    @Override
    public String inside(String script) {
        return kdn.in(home).shell(script).exit(0).stdout();
    }

    @Override
    public String newFolder() throws IOException {
        Path folder = Files.createTempDirectory(home, "f" + folders++);
        return String.valueOf(folder.getFileName());
    }

    @Test
    void aStoppedWorkspaceIsNotStarted(@TempDir Path folder) throws IOException {
        Kdn other = Kdn.fresh(folder);
        Path sources = Files.createDirectory(folder.resolve("api"));
        other.run("init", "--runtime", "fake", "--agent", "shell", sources.toString())
                .exit(0);

        Result result = other.run("cp", "api:x", ".");

        assertThat(result.exit(5).stderr()).contains("workspace api does not run", "start it with 'kdn start api'");
        assertThat(other.run("list").exit(0).stdout()).contains("stopped");
    }

    @Test
    void aWorkspaceWithoutTarIsTold() throws IOException {
        Path programs = Files.createDirectories(shared.resolve("programs"));
        Path shell = programs.resolve("sh");
        if (!Files.exists(shell)) {
            Files.createSymbolicLink(shell, Path.of("/bin/sh"));
            Files.createSymbolicLink(programs.resolve("setsid"), Path.of("/usr/bin/setsid"));
        }

        Result result = kdn.with("PATH", programs.toString()).run("cp", "shop:.", ".");

        assertThat(result.exit(5).stderr()).contains("there is no tar in workspace shop", "kdn recreate shop");
    }

    @Test
    void aFullDiskLeavesNothing(@TempDir Path folder) throws IOException {
        Path full = Path.of("/dev/full");
        Files.writeString(folder.resolve("a"), "x".repeat(1 << 16));
        String inside = newFolder();
        kdn.run("cp", folder.resolve("a").toString(), "shop:" + inside).exit(0);

        Result result = kdn.shell("kdn cp shop:" + inside + "/a - >" + full);

        assertThat(result.exit(1).stderr()).contains("cannot write to standard output: No space left on device");
    }
}
