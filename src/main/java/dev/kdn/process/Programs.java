/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.UnavailableException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds programs on PATH without starting anything.
public final class Programs {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final String path;

    /// Looks at the PATH of that environment.
    public Programs(Map<String, String> environment) {
        this.path = environment.getOrDefault("PATH", DEFAULT_PATH);
    }

    /// The first executable regular file of that name on PATH; a name with a slash is taken as it is. Entries of PATH
    /// that are empty or relative are skipped: what is found must not depend on the folder kdn is started in.
    public Optional<Path> find(String name) {
        if (name.indexOf('/') >= 0) {
            return executable(Path.of(name).toAbsolutePath());
        }
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf(':', start);
            end = end < 0 ? path.length() : end;
            Optional<Path> found = inFolder(path.substring(start, end), name);
            if (found.isPresent()) {
                return found;
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /// As [#find(String)].
    ///
    /// @throws UnavailableException if there is no such program
    public Path require(String name) {
        Optional<Path> found = find(name);
        if (found.isEmpty() && name.indexOf('/') >= 0) {
            throw new UnavailableException("cannot run " + name + ": no executable file");
        }
        return found.orElseThrow(
                () -> new UnavailableException(name + ": not found on PATH", "install " + name + " or put it on PATH"));
    }

    private static Optional<Path> inFolder(String folder, String name) {
        try {
            return folder.startsWith("/") ? executable(Path.of(folder, name)) : Optional.empty();
        } catch (InvalidPathException notAFileName) {
            return Optional.empty();
        }
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
    }
}
