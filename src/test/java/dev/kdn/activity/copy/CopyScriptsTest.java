/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts as they run inside, as somebody who is not root.
class CopyScriptsTest {
    private static final FileTime TIME = FileTime.fromMillis(0);
    private static final Path SET_USER = Path.of("/usr/bin/setpriv");
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;

    private Path tree = Path.of("/");

    @BeforeEach
    void openToAll() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        tree = folder.resolve("tree");
    }

    /// How a script ended.
    private record End(int code, String complaint) {}

    @Test
    void foldersThatCannotBeWrittenToAreMoved() throws Exception {
        script("mkdir tree");

        assertThat(copy("tree", 0555)).isEqualTo(new End(0, ""));

        assertThat(script("find tree | sort; ls -A; stat -c %a tree/m"))
                .isEqualTo("tree\ntree/a\ntree/m\ntree/m/new\ntree\n555\n");
    }

    @Test
    void nothingIsPlacedIfAFolderCannotBeWrittenTo() throws Exception {
        script("mkdir -p tree/m && touch tree/m/old && chmod a-w tree/m");

        End end = copy("tree", 0755);

        assertThat(end).isEqualTo(new End(1, "no permission to write into " + tree + "/m; nothing was changed"));
        assertThat(script("find tree | sort; ls -A")).isEqualTo("tree\ntree/m\ntree/m/old\ntree\n");
    }

    @Test
    void allThatIsInAFolderThatCannotBeReadIsMerged() throws Exception {
        script("mkdir -p tree/m");

        assertThat(copy("tree", 0)).isEqualTo(new End(0, ""));

        assertThat(script("find tree | sort; ls -A")).isEqualTo("tree\ntree/a\ntree/m\ntree/m/new\ntree\n");
    }

    /// Copies a folder `tree` with a file `a` and a folder `m` of that mode, with a file `new`.
    private End copy(String name, int mode) throws Exception {
        Process shell = start(CopyScripts.in(PathWords.of(folder.toString()), name, true, false));
        try (OutputStream to = shell.getOutputStream()) {
            ArchiveWriter archive = new ArchiveWriter(to);
            archive.folder(CopyScripts.CONTENT, 0755, TIME);
            empty(archive, CopyScripts.CONTENT + "/a");
            archive.folder(CopyScripts.CONTENT + "/m", mode, TIME);
            empty(archive, CopyScripts.CONTENT + "/m/new");
            archive.complete();
        }
        String complaint = text(shell.getErrorStream().readAllBytes()).strip();
        return new End(exit(shell), complaint);
    }

    private static void empty(ArchiveWriter archive, String name) throws IOException {
        archive.file(name, 0, 0644, TIME);
        assertThat(archive.content(java.io.InputStream.nullInputStream(), 0)).isTrue();
    }

    private String script(String script) throws Exception {
        Process shell = start(List.of("sh", "-c", script));
        String said = text(shell.getInputStream().readAllBytes());
        assertThat(exit(shell)).isZero();
        return said;
    }

    private Process start(List<String> argv) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.getAttribute(folder, "unix:uid").equals(0)) {
            Assumptions.assumeTrue(Files.isExecutable(SET_USER), "root writes everywhere");
            words.addAll(List.of(SET_USER.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        words.addAll(argv);
        return new ProcessBuilder(words).directory(folder.toFile()).start();
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
