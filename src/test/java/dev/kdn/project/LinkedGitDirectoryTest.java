/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.process.ScriptedCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedGitDirectoryTest {
    @TempDir
    private Path temporary;

    private Path base = Path.of("/");

    @BeforeEach
    void resolveBase() throws IOException {
        base = temporary.toRealPath();
    }

    @Test
    void isTheDirectoryOfTheMainCloneForWorktrees() throws IOException {
        worktree();

        assertThat(common(base.resolve("tree"))).contains(base.resolve("main/.git"));
        assertThat(common(Files.createSymbolicLink(base.resolve("link"), base.resolve("tree"))))
                .contains(base.resolve("main/.git"));
    }

    @Test
    void isTheModuleDirectoryForSubmodules() throws IOException {
        GitRepository.init(base.resolve("library")).commit();
        GitRepository.init(base.resolve("main"))
                .git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "lib");

        assertThat(common(base.resolve("main/lib"))).contains(base.resolve("main/.git/modules/lib"));
    }

    @Test
    void isNothingForOrdinaryFolders() throws IOException {
        GitRepository.init(base.resolve("main"));
        Files.createDirectories(base.resolve("plain"));

        assertThat(common(base.resolve("main"))).isEmpty();
        assertThat(common(base.resolve("plain"))).isEmpty();
        assertThat(common(base.resolve("missing"))).isEmpty();
    }

    @Test
    void doesNotBelievePointersThatAreNotAnswered() throws IOException {
        worktree();
        GitRepository.init(base.resolve("private")).commit();
        Path archive = Files.createDirectories(base.resolve("archive"));

        for (String target : new String[] {"main/.git/worktrees/tree", "private/.git", "private", "missing"}) {
            Files.writeString(archive.resolve(".git"), "gitdir: " + base.resolve(target) + "\n");
            assertThat(common(archive)).as(target).isEmpty();
        }
    }

    /// An agent can write whatever it likes into its sources, but must not get at another folder that way.
    @Test
    void doesNotBelieveWhatLiesInTheSources() throws IOException {
        Path sources = Files.createDirectories(base.resolve("sources"));
        Path own = Files.createDirectories(sources.resolve("x/worktrees/y"));
        Files.writeString(sources.resolve(".git"), "gitdir: " + own + "\n");
        Files.writeString(own.resolve("gitdir"), sources.resolve(".git").toString());
        Files.writeString(own.resolve("commondir"), base.resolve("private").toString());
        Files.createDirectories(base.resolve("private/worktrees"));
        assertThat(common(sources)).isEmpty();

        Files.delete(own.resolve("commondir"));
        Files.writeString(own.resolve("config"), "worktree = " + sources + "\n");
        assertThat(common(sources)).isEmpty();
    }

    /// It can write into the git directory of the main clone too, which is mounted for it.
    @Test
    void doesNotBelieveACommonDirectoryElsewhere() throws IOException {
        worktree();
        Files.createDirectories(base.resolve("private/worktrees"));
        Files.writeString(
                base.resolve("main/.git/worktrees/tree/commondir"),
                base.resolve("private").toString());

        assertThat(common(base.resolve("tree"))).isEmpty();
    }

    @Test
    void ignoresDamagedPointers() throws IOException {
        Files.writeString(base.resolve(".git"), "gitdir: a\0b\n");
        assertThat(common(base)).isEmpty();

        Files.write(base.resolve(".git"), new byte[] {(byte) 0xff});
        assertThat(common(base)).isEmpty();
    }

    private void worktree() throws IOException {
        GitRepository.init(base.resolve("main")).commit().git("worktree", "add", "-q", "../tree");
    }

    private static Optional<Path> common(Path sources) {
        return new ProjectDetector(new ScriptedCommandRunner()).commonGitDirectory(sources);
    }
}
