/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `kdn cp` does with every runtime, seen from outside. Each test uses a folder of its own in the workspace
/// `shop`.
interface CopyContract {
    /// In whose storage `shop` runs.
    Kdn kdn();

    /// What a shell in the workspace prints, where terminals begin.
    String inside(String script) throws IOException;

    /// A new folder inside, relative to where terminals begin.
    String newFolder() throws IOException;

    @Test
    default void aTreeComesBackAsItWas(@TempDir Path folder) throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("empty"));
        Path odd = Files.createDirectories(tree.resolve("-odd ü\nname"));
        Files.writeString(odd.resolve("--file 'with\" $quotes"), "content");
        Files.createFile(tree.resolve("nothing"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(tree.resolve("dangling"), Path.of("no/where"));
        Files.writeString(tree.resolve("x".repeat(120)), "long");
        Files.writeString(tree.resolve("run"), "#!/bin/sh\n");
        mode(tree.resolve("run"), "rwxr-x---");
        mode(tree.resolve("nothing"), "r--r--r--");
        mode(tree.resolve("empty"), "rwxr-xr-x");
        mode(odd, "rwx------");
        for (Path path : all(tree).toList()) {
            if (!Files.isSymbolicLink(path)) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-02-03T04:05:06Z")));
            }
        }
        String inside = newFolder();

        kdn().run("cp", tree.toString(), "shop:" + inside).exit(0);
        kdn().run("cp", "shop:" + inside + "/tree", folder.resolve("back").toString())
                .exit(0);

        assertThat(described(folder.resolve("back"))).isEqualTo(described(tree));
        assertThat(inside("ls -A " + inside)).isEqualTo("tree\n");

        kdn().run("cp", tree.toString(), "shop:" + inside).exit(0);
        kdn().run("cp", "shop:" + inside + "/tree/.", folder.resolve("back").toString())
                .exit(0);
        assertThat(described(folder.resolve("back")).stream().filter(line -> !line.contains(" rwx")))
                .containsExactlyElementsOf(described(tree).stream()
                        .filter(line -> !line.contains(" rwx"))
                        .toList());
    }

    @Test
    default void aFolderThatIsThereIsCopiedIntoAndAnotherNameIsTaken(@TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("a"), "a");
        String inside = newFolder();

        kdn().run("cp", folder.resolve("src").toString(), "shop:" + inside).exit(0);
        kdn().run("cp", folder.resolve("src").toString(), "shop:" + inside + "/other")
                .exit(0);
        kdn().run("cp", folder.resolve("src") + "/.", "shop:" + inside).exit(0);
        kdn().run("cp", folder.resolve("src/a").toString(), "shop:" + inside + "/b")
                .exit(0);
        Files.createDirectory(folder.resolve("there"));
        kdn().run("cp", "shop:" + inside + "/src", folder.resolve("there").toString())
                .exit(0);
        kdn().run("cp", "shop:" + inside + "/.", folder.resolve("there").toString())
                .exit(0);

        assertThat(inside("cd " + inside + " && find . -type f | sort")).isEqualTo("./a\n./b\n./other/a\n./src/a\n");
        assertThat(all(folder.resolve("there"))
                        .map(path -> folder.resolve("there").relativize(path).toString()))
                .contains("src/a", "a", "b", "other/a");
    }

    @Test
    default void foldersAreMergedAndFilesReplaced(@TempDir Path folder) throws IOException {
        Path src = Files.createDirectory(folder.resolve("src"));
        Files.writeString(src.resolve("old"), "old");
        Files.createDirectory(src.resolve("sub"));
        String inside = newFolder();
        kdn().run("cp", src.toString(), "shop:" + inside).exit(0);
        Files.delete(src.resolve("old"));
        Files.writeString(src.resolve("sub/new"), "new");

        kdn().run("cp", src.toString(), "shop:" + inside).exit(0);

        assertThat(inside("cd " + inside + "/src && find . | sort")).isEqualTo(".\n./old\n./sub\n./sub/new\n");
    }

    @Test
    default void whatIsInTheWayIsToldAndKept(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        String inside = newFolder();
        kdn().run("cp", file.toString(), "shop:" + inside).exit(0);

        Result over = kdn().run("cp", tree.toString(), "shop:" + inside + "/file");
        Result out = kdn().run("cp", "shop:" + inside, file.toString());
        inside("mkdir " + inside + "/tree");
        Files.writeString(folder.resolve("x"), "x");
        Files.createDirectory(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/tree"), "a file");
        Result under = kdn().run("cp", folder.resolve("deep/tree").toString(), "shop:" + inside);

        assertThat(over.exit(4).stderr()).contains("a file is in the way of a folder: " + inside + "/file");
        assertThat(out.exit(4).stderr()).contains("a file is in the way of a folder: " + file);
        assertThat(under.exit(4).stderr()).contains("a folder is in the way of a file: " + inside + "/tree");
        assertThat(file).hasContent("mine");
        assertThat(inside("ls -A " + inside)).isEqualTo("file\ntree\n");
        assertThat(names(folder)).containsExactlyInAnyOrder("file", "tree", "x", "deep");
    }

    @Test
    default void whatIsMissingIsNamed(@TempDir Path folder) throws IOException {
        String inside = newFolder();

        assertThat(kdn().run("cp", "shop:" + inside + "/no such", folder.toString())
                        .exit(3)
                        .stderr())
                .contains("not found: shop:" + inside + "/no such");
        assertThat(kdn().run("cp", folder.resolve("none").toString(), "shop:")
                        .exit(3)
                        .stderr())
                .contains("not found: " + folder.resolve("none"));
        assertThat(kdn().run("cp", "shop:" + inside, folder + "/no/where")
                        .exit(3)
                        .stderr())
                .contains("folder not found: " + folder.resolve("no"));
        Files.writeString(folder.resolve("x"), "x");
        assertThat(kdn().run("cp", folder.resolve("x").toString(), "shop:" + inside + "/no/x")
                        .exit(3)
                        .stderr())
                .contains("not found: shop:" + inside + "/no");
        assertThat(kdn().run("cp", folder.resolve("x").toString(), "shop:" + inside + "/new/")
                        .exit(3)
                        .stderr())
                .contains("not found: shop:" + inside + "/new");
        assertThat(kdn().run("cp", folder.resolve("x").toString(), "nobody:/x")
                        .exit(3)
                        .stderr())
                .contains("workspace not found: nobody");
        assertThat(names(folder)).containsExactly("x");
    }

    @Test
    default void exactlyOneSideIsAWorkspace() {
        assertThat(kdn().run("cp", "shop:/a", "shop:/b").exit(2).stderr()).contains("both sides are in workspaces");
        assertThat(kdn().run("cp", "./a", "./b").exit(2).stderr()).contains("no side is in a workspace");
        assertThat(kdn().run("cp", "-", "-").exit(2).stderr()).contains("no side is in a workspace");
        assertThat(kdn().runOnTerminal("cp", "shop:.", "-").exit(2).stdout()).contains("standard output is a terminal");
    }

    @Test
    default void archivesGoThroughStandardStreams(@TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("a"), "content");
        String inside = newFolder();

        kdn().in(folder).shell("tar -cf - src | kdn cp - shop:" + inside).exit(0);
        Result listed = kdn().shell("kdn cp shop:" + inside + "/src - | tar -tf - | sort");
        Result damaged = kdn().shell("echo no archive | kdn cp - shop:" + inside);
        Result up = kdn().in(folder).shell("tar -cPf - ../" + folder.getFileName() + "/src | kdn cp - shop:" + inside);
        Result missing = kdn().in(folder).shell("tar -cf - src | kdn cp - shop:" + inside + "/none");
        Result gone = kdn().shell("kdn cp shop:" + inside + "/src - | true");

        assertThat(listed.exit(0).stdout()).isEqualTo("src/\nsrc/a\n");
        assertThat(damaged.exit(1).stderr()).contains("standard input is no archive of tar, or a damaged one");
        assertThat(up.exit(6).stderr()).contains("a name that leads out: ../" + folder.getFileName() + "/src");
        assertThat(missing.exit(3).stderr()).contains("not found: shop:" + inside + "/none");
        assertThat(gone.exit(0).stderr()).doesNotContain("Error");
        assertThat(inside("find " + inside + " | sort"))
                .isEqualTo(inside + "\n" + inside + "/src\n" + inside + "/src/a\n");
    }

    @Test
    default void linksPlantedInsideLeadNowhere(@TempDir Path folder) throws IOException {
        Path secret =
                Files.writeString(Files.createDirectory(folder.resolve("home")).resolve("secret"), "mine");
        String inside = newFolder();
        inside("mkdir " + inside + "/tree && ln -s " + folder.resolve("home") + " " + inside + "/tree/planted");
        Path out = Files.createDirectory(folder.resolve("out"));
        kdn().run("cp", "shop:" + inside + "/tree", out.toString()).exit(0);
        inside("cd " + inside + "/tree && rm planted && mkdir planted && echo theirs >planted/secret");

        Result result = kdn().run("cp", "shop:" + inside + "/tree", out.toString());

        assertThat(result.exit(4).stderr())
                .contains("a link is in the way of a folder: " + out.resolve("tree/planted"));
        assertThat(secret).hasContent("mine");
    }

    @Test
    default void aCancelledCopyLeavesNothing(@TempDir Path folder) throws IOException {
        String inside = newFolder();
        inside("truncate -s 3G " + inside + "/big");
        Path out = Files.createDirectory(folder.resolve("out"));

        Result result;
        try (var copy =
                kdn().start("cp", "shop:" + inside + "/big", out.resolve("big").toString())) {
            copy.awaitUntil("something arrives", () -> size(out) > 0);
            copy.signal("TERM");
            result = copy.await();
        }

        assertThat(result.exit(143).stderr()).contains("the copy was cancelled");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    default void whatAKilledCopyLeavesIsPruned(@TempDir Path folder) throws IOException {
        String inside = newFolder();
        inside("truncate -s 3G " + inside + "/big");
        Path out = Files.createDirectory(folder.resolve("out"));

        try (var copy =
                kdn().start("cp", "shop:" + inside + "/big", out.resolve("big").toString())) {
            copy.awaitUntil("something arrives", () -> size(out) > 0);
            copy.signal("KILL");
            copy.await().exit(137);
        }

        assertThat(kdn().run("prune", "--dry-run").exit(0).stdout()).contains("broken-off copy", out.toString());
        kdn().run("prune").exit(0);
        assertThat(out).isEmptyDirectory();
        assertThat(kdn().storage().resolve("copies")).isEmptyDirectory();
    }

    /// Of all files below.
    private static long size(Path folder) {
        try {
            long size = 0;
            for (Path path : all(folder).toList()) {
                size += Files.isRegularFile(path) ? Files.size(path) : 0;
            }
            return size;
        } catch (IOException | java.io.UncheckedIOException changing) {
            return 0;
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static Stream<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList().stream();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }

    /// Name, kind, mode, time and content of everything below.
    private static List<String> described(Path root) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path path : all(root).toList()) {
            String line = root.relativize(path).toString();
            if (Files.isSymbolicLink(path)) {
                lines.add(line + " -> " + Files.readSymbolicLink(path));
                continue;
            }
            line += " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            line += " " + Files.getLastModifiedTime(path);
            lines.add(Files.isDirectory(path) ? line : line + " " + Files.readString(path));
        }
        return lines;
    }
}
