/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Follows the `.git` file of a linked worktree or submodule without starting git, see gitrepository-layout(5).
final class LinkedGitDirectory {
    private static final long MAX_BYTES = 1 << 20;
    private static final String POINTER = "gitdir:";

    private LinkedGitDirectory() {}

    static Optional<Path> of(Path sources) {
        Path pointer = sources.resolve(".git");
        try {
            if (!Files.isRegularFile(pointer)) {
                return Optional.empty();
            }
            String text = read(pointer);
            if (!text.startsWith(POINTER)) {
                return Optional.empty();
            }
            Path real = sources.toRealPath();
            Path gitDirectory = resolved(real, text.substring(POINTER.length()));
            return common(gitDirectory, real).filter(common -> !common.startsWith(real));
        } catch (IOException | InvalidPathException nothingThere) {
            return Optional.empty();
        }
    }

    /// Whoever can write the sources could have written what is in them, so only what lies outside is believed, and
    /// only where git itself puts it: the answer is a folder above `gitDirectory` or that one.
    private static Optional<Path> common(Path gitDirectory, Path sources) throws IOException {
        if (gitDirectory.startsWith(sources)) {
            return Optional.empty();
        }
        Path commonFile = gitDirectory.resolve("commondir");
        if (Files.isRegularFile(commonFile)) {
            Path common = resolved(gitDirectory, read(commonFile));
            Path back = resolved(gitDirectory, read(gitDirectory.resolve("gitdir")));
            boolean isItsOwn = back.equals(sources.resolve(".git"))
                    && common.resolve("worktrees").equals(gitDirectory.getParent());
            return isItsOwn ? Optional.of(common) : Optional.empty();
        }
        return worktreeOf(gitDirectory).filter(sources::equals).map(_ -> gitDirectory);
    }

    /// The working tree that the configuration of a submodule's git directory names.
    private static Optional<Path> worktreeOf(Path gitDirectory) throws IOException {
        for (String line : read(gitDirectory.resolve("config")).split("\n", -1)) {
            String setting = line.strip();
            int equals = setting.indexOf('=');
            if (equals > 0 && setting.substring(0, equals).strip().equalsIgnoreCase("worktree")) {
                String value = setting.substring(equals + 1).strip();
                return Optional.of(resolved(gitDirectory, value.replace("\"", "")));
            }
        }
        return Optional.empty();
    }

    private static Path resolved(Path folder, String path) throws IOException {
        return folder.resolve(path.strip()).toRealPath();
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("too large: " + file);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
