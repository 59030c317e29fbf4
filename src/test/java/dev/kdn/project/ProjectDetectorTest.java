/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.TimedOutException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.ProcessRunner;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.step.RecordingStepLogger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectDetectorTest {
    private final RecordingStepLogger steps = new RecordingStepLogger();

    @TempDir
    private Path temporary;

    private Path root = Path.of("/");

    @BeforeEach
    void chooseNameThatIsHardToHandle() throws IOException {
        root = temporary.toRealPath().resolve("größe $x 'y'");
    }

    @Test
    void isTheRemoteWithThePathBelowTheRoot() throws IOException {
        GitRepository.init(root).remote("origin", "https://github.com/u/r.git");

        assertThat(detect(root)).isEqualTo("https://github.com/u/r/");
        assertThat(detect(Files.createDirectories(root.resolve("pkg/x y"))))
                .isEqualTo("https://github.com/u/r/pkg/x y");
    }

    @Test
    void prefersUpstreamAndHonoursInsteadOf() throws IOException {
        GitRepository repository = GitRepository.init(root)
                .remote("origin", "git@github.com:me/r.git")
                .remote("upstream", "gh:o/r.git");
        repository.git("config", "url.https://github.com/.insteadOf", "gh:");

        assertThat(detect(root)).isEqualTo("https://github.com/o/r/");
    }

    @Test
    void knowsInWhoseNameCommitsAreMade() throws IOException {
        GitRepository repository = GitRepository.init(root);
        assertThat(new ProjectDetector(
                                new ProcessRunner(GitRepository.ENVIRONMENT, new Cancellation(), new ChildJournal()))
                        .identity(root)
                        .isEmpty())
                .isTrue();
        repository.git("config", "user.name", "Änn \"x\"");
        repository.git("config", "user.email", "ann@example.org");
        assertThat(new ProjectDetector(
                                new ProcessRunner(GitRepository.ENVIRONMENT, new Cancellation(), new ChildJournal()))
                        .identity(root))
                .isEqualTo(new GitIdentity(Optional.of("Änn \"x\""), Optional.of("ann@example.org")));
    }

    @Test
    void keepsScpAddressesAndIgnoresOtherRemotes() throws IOException {
        GitRepository.init(root).remote("origin", "git@github.com:u/r.git").remote("fork", "https://host/f.git");

        assertThat(detect(root)).isEqualTo("git@github.com:u/r/");
    }

    @Test
    void neverShowsCredentials() throws IOException {
        GitRepository.init(root).remote("origin", "https://user:token@host/r.git");

        assertThat(detect(root)).isEqualTo("https://host/r/");
    }

    @Test
    void isTheFolderWithoutRemote() throws IOException {
        GitRepository.init(root);

        assertThat(detect(root)).isEqualTo(root.toString());
        assertThat(detect(Files.createDirectories(root.resolve("a/b"))))
                .isEqualTo(root.resolve("a/b").toString());
    }

    @Test
    void seesThroughSymlinks() throws IOException {
        GitRepository.init(root).remote("origin", "https://host/r.git");
        Files.createDirectories(root.resolve("sub"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), root.resolve("sub"));

        assertThat(detect(link)).isEqualTo("https://host/r/sub");
    }

    @Test
    void knowsLinkedWorktrees() throws IOException {
        GitRepository.init(root)
                .remote("origin", "https://host/r.git")
                .commit()
                .git("worktree", "add", "-q", "../tree");

        assertThat(detect(root.resolveSibling("tree"))).isEqualTo("https://host/r/");
    }

    @Test
    void ignoresTheRepositoryOfTheHookThatStartedKdn() throws IOException {
        GitRepository.init(root).remote("origin", "https://host/r.git");
        Map<String, String> environment = new HashMap<>(GitRepository.ENVIRONMENT);
        environment.put("GIT_DIR", temporary.resolve("other").toString());

        assertThat(new ProjectDetector(new ProcessRunner(environment, new Cancellation(), new ChildJournal()))
                        .detect(root, steps))
                .isEqualTo("https://host/r/");
    }

    @Test
    void isTheFolderOutsideOfRepositoriesWithoutStartingGit() throws IOException {
        Files.createDirectories(root);
        ScriptedCommandRunner nothingAllowed = new ScriptedCommandRunner();

        assertThat(new ProjectDetector(nothingAllowed).detect(root, steps)).isEqualTo(root.toString());
        assertThat(new ProjectDetector(nothingAllowed).detect(root.resolve("missing"), steps))
                .isEqualTo(root.resolve("missing").toString());
    }

    @Test
    void isTheFolderWithoutGit() throws IOException {
        GitRepository.init(root).remote("origin", "https://host/r.git");
        ProjectDetector detector = new ProjectDetector(
                new ProcessRunner(Map.of("PATH", root.toString()), new Cancellation(), new ChildJournal()));

        assertThat(detector.detect(root, steps)).isEqualTo(root.toString());
        assertThat(steps.events()).isEmpty();
    }

    @Test
    void warnsWhenGitDoesNotTrustTheOwner() throws IOException {
        GitRepository.init(root);
        ScriptedCommandRunner git = new ScriptedCommandRunner()
                .on(
                        "git rev-parse",
                        ScriptedCommandRunner.failed(
                                128,
                                "fatal: detected dubious ownership in repository at '/srv/shop'\nTo add an exception"));

        assertThat(new ProjectDetector(git).detect(root, steps)).isEqualTo(root.toString());
        assertThat(steps.warnings())
                .containsExactly("git does not trust /srv/shop, which another user owns, so the project is the folder"
                        + " itself; if you do: git config --global --add safe.directory '/srv/shop'");
    }

    @Test
    void warnsWhenGitFails() throws IOException {
        Path folder = temporary.toRealPath().resolve("it's broken");
        GitRepository.init(folder);
        Files.writeString(folder.resolve(".git/config"), "[broken\n");

        assertThat(detect(folder)).isEqualTo(folder.toString());
        assertThat(steps.warnings())
                .containsExactly("project of " + folder + " is the folder itself: git failed: fatal: bad config line 1"
                        + " in file .git/config; see: git -C '" + temporary.toRealPath()
                        + "/it'\\''s broken' status");
    }

    @Test
    void warnsWhenGitHangs() throws IOException {
        GitRepository.init(root);
        ScriptedCommandRunner git = new ScriptedCommandRunner().on("git", _ -> {
            throw new TimedOutException("git rev-parse took longer than 5 s and was ended");
        });

        assertThat(new ProjectDetector(git).detect(root, steps)).isEqualTo(root.toString());
        assertThat(steps.warnings())
                .containsExactly("project of " + root
                        + " is the folder itself: git rev-parse took longer than 5 s and was ended");
    }

    private String detect(Path sources) {
        return new ProjectDetector(new ProcessRunner(GitRepository.ENVIRONMENT, new Cancellation(), new ChildJournal()))
                .detect(sources, steps);
    }
}
