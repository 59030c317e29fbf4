/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real repository for tests, untouched by the configuration of whoever runs them.
record GitRepository(Path folder) {
    static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", String.valueOf(System.getenv("PATH")),
            "HOME", "/nonexistent",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "a",
            "GIT_AUTHOR_EMAIL", "a@example.org",
            "GIT_COMMITTER_NAME", "a",
            "GIT_COMMITTER_EMAIL", "a@example.org");

    static GitRepository init(Path folder) throws IOException {
        GitRepository repository = new GitRepository(Files.createDirectories(folder));
        repository.git("init", "-q");
        return repository;
    }

    GitRepository remote(String name, String url) {
        git("remote", "add", name, url);
        return this;
    }

    GitRepository commit() {
        git("commit", "-q", "--allow-empty", "-m", "first");
        return this;
    }

    void git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        CommandResult result = new ProcessRunner(ENVIRONMENT, new Cancellation(), new ChildJournal())
                .run(Command.of(argv, Duration.ofSeconds(30)).in(folder));
        if (!result.succeeded()) {
            throw new AssertionError(argv + ": " + result.stderr());
        }
    }
}
