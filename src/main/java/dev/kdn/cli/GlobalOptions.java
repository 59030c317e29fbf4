/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags that every command takes, before and after its name. One object per process, filled by parsing.
public final class GlobalOptions {
    @Option(
            names = "--storage",
            paramLabel = "dir",
            description = "Directory where kdn keeps all its files (default: $KDN_STORAGE, else ~/.kdn)")
    private @Nullable String storage;

    @Option(names = "--no-color", description = "Do not colour the output")
    private boolean noColor;

    @Option(names = "--no-input", description = "Never ask a question")
    private boolean noInput;

    @Option(names = "--debug", description = "Show the stack trace of an error")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            description = "Help for this command")
    private boolean help;

    @Option(names = "--version", description = "Show the version of kdn")
    private boolean version;

    public boolean noColor() {
        return noColor;
    }

    public boolean noInput() {
        return noInput;
    }

    boolean debug() {
        return debug;
    }

    boolean help() {
        return help;
    }

    boolean version() {
        return version;
    }

    /// Completion's way to heed the flag on the line that it completes.
    void useStorage(String folder) {
        storage = folder;
    }

    /// The storage folder, absolute: the flag, else `KDN_STORAGE`, else `.kdn` in the home folder.
    ///
    /// @throws InvalidInputException if the flag is given but empty, or there is no home folder to fall back to
    public Path storage(Surroundings surroundings) {
        if ("".equals(storage)) {
            throw new InvalidInputException("--storage must not be empty");
        }
        Optional<String> named = storage == null ? surroundings.variable("KDN_STORAGE") : Optional.of(storage);
        if (named.isPresent()) {
            return surroundings.path(named.get());
        }
        Path parent = surroundings.home().orElse(surroundings.workingFolder());
        return parent.resolve(".kdn");
    }
}
