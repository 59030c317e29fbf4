/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.activity.EnvironmentWish;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The flags for variables of a program.
public final class VariableOptions {
    private static final long MOST_BYTES = 1 << 20;

    private final Surroundings surroundings;
    private List<String> set = List.of();
    private List<String> appended = List.of();
    private List<String> files = List.of();

    /// @param surroundings tell kdn's own variables
    public VariableOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void describe(Syntax syntax) {
        syntax.options(
                "-e, --env NAME=VALUE",
                "Variable of the command; NAME alone passes kdn's own value",
                given -> set = given);
        syntax.options("--env-file file", "File with a line NAME=VALUE for each variable", given -> files = given);
        syntax.options(
                "--env-append NAME=VALUE",
                "Put VALUE behind what the variable is inside, with a ':' between, or as in NAME=VALUE:,",
                given -> appended = given);
    }

    /// The variables: those of files first, over them those of the command line.
    EnvironmentWish wish() {
        EnvironmentWish wish = new EnvironmentWish();
        for (String file : files) {
            var _ = wish.lines(file, lines(file), surroundings.environment());
        }
        for (String assignment : set) {
            var _ = wish.set(assignment, surroundings.environment());
        }
        for (String assignment : appended) {
            var _ = wish.append(assignment);
        }
        return wish;
    }

    private List<String> lines(String file) {
        Path path = surroundings.path(file);
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new InvalidInputException("the file of variables is too large: " + file, "it may have 1 MiB");
            }
            return Files.readAllLines(path);
        } catch (NoSuchFileException none) {
            throw new InvalidInputException("no such file of variables: " + file, "give --env-file a file", none);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("the file of variables is not UTF-8: " + file, "save it as UTF-8", e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read the file of variables " + file + ": " + e.getMessage(), null, e);
        }
    }
}
