/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Flags that every command takes, before and after its name. One object per process, filled by parsing.
public final class GlobalOptions {
    private @Nullable String storage;

    private boolean noColor;

    private boolean noInput;

    private boolean debug;

    private boolean help;

    private boolean version;

    void describe(Syntax syntax) {
        syntax.option(
                "--storage dir",
                "Directory where kdn keeps all its files (default: $KDN_STORAGE, else ~/.kdn)",
                given -> storage = given);
        syntax.flag("--no-color", "Do not colour the output", given -> noColor = given);
        syntax.flag("--no-input", "Never ask a question", given -> noInput = given);
        syntax.flag("--debug", "Show the stack trace of an error", given -> debug = given);
        syntax.flag("-h, --help", "Help for this command", given -> help = given);
        syntax.flag("--version", "Show the version of kdn", given -> version = given);
    }

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
