/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.step.StepLogger;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells which project a folder belongs to: the address of its git remote with the path below the repository's root,
/// without a remote that path itself, without git the folder.
public final class ProjectDetector {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    // Messages are compared below, and nothing may ask or write.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0");
    // Set inside git hooks and aliases, where they would name the repository of the hook.
    private static final Set<String> FOREIGN_REPOSITORY =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX");

    private final CommandRunner commands;

    public ProjectDetector(CommandRunner commands) {
        this.commands = commands;
    }

    /// The project of that folder. Starts git twice at most, and not at all outside a repository. A git that fails is a
    /// warning, never the end of the operation.
    ///
    /// @param sources absolute
    public String detect(Path sources, StepLogger steps) {
        try {
            Path real = sources.toRealPath();
            if (!isBelowRepository(real)) {
                return sources.toString();
            }
            Optional<Path> root = root(real, steps);
            return root.isPresent() ? project(root.get(), real, steps) : sources.toString();
        } catch (UnavailableException noGit) {
            return sources.toString();
        } catch (TimedOutException e) {
            steps.warn("project of " + sources + " is the folder itself: " + e.getMessage());
            return sources.toString();
        } catch (IOException e) {
            return sources.toString();
        }
    }

    /// The git directory outside of the sources that a git inside them needs too: sources that are a linked worktree or
    /// a submodule hold but a pointer to it. Empty for ordinary clones, and for a pointer that is not answered from
    /// the other side: an unpacked archive must not choose what gets mounted.
    public Optional<Path> commonGitDirectory(Path sources) {
        return LinkedGitDirectory.of(sources);
    }

    /// In whose name git makes commits in that folder; of no one if there is no git, or it fails. Starts git once.
    ///
    /// @param sources an existing folder
    public GitIdentity identity(Path sources) {
        try {
            CommandResult result = git(sources, "config", "--null", "--get-regexp", "^user\\.(name|email)$");
            Map<String, String> found = new HashMap<>();
            for (String entry : result.stdout().split("\0", -1)) {
                int end = entry.indexOf('\n');
                if (end > 0 && end + 1 < entry.length()) {
                    found.put(entry.substring(0, end), entry.substring(end + 1)); // the last one counts
                }
            }
            return new GitIdentity(
                    Optional.ofNullable(found.get("user.name")), Optional.ofNullable(found.get("user.email")));
        } catch (UnavailableException | TimedOutException none) {
            return GitIdentity.NONE;
        }
    }

    private static boolean isBelowRepository(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private Optional<Path> root(Path sources, StepLogger steps) throws IOException {
        CommandResult result = git(sources, "rev-parse", "--show-toplevel");
        String root = withoutNewline(result.stdout());
        if (result.succeeded() && !root.isEmpty()) {
            return Optional.of(Path.of(root).toRealPath());
        }
        GitFailure.of(result, sources).ifPresent(steps::warn);
        return Optional.empty();
    }

    private String project(Path root, Path sources, StepLogger steps) {
        if (!sources.startsWith(root)) {
            return sources.toString(); // core.worktree points elsewhere
        }
        String below = root.relativize(sources).toString();
        String url = remote(root, steps);
        if (url.isEmpty()) {
            return sources.toString();
        }
        return url + (url.endsWith("/") ? "" : "/") + below.replace(File.separatorChar, '/');
    }

    private String remote(Path root, StepLogger steps) {
        CommandResult result = git(root, "remote", "-v");
        if (!result.succeeded()) {
            GitFailure.of(result, root).ifPresent(steps::warn);
            return "";
        }
        Remotes remotes = Remotes.parse(result.stdout());
        return remotes.url("upstream").or(() -> remotes.url("origin")).orElse("");
    }

    private CommandResult git(Path folder, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        return commands.run(
                Command.of(argv, LIMIT).in(folder).withEnvironment(ENVIRONMENT).withoutEnvironment(FOREIGN_REPOSITORY));
    }

    private static String withoutNewline(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
