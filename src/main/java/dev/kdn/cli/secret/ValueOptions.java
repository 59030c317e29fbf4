/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.secret.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The flags of `secret create` that say where the value comes from; without any it is standard input.
final class ValueOptions {
    private @Nullable String value;
    private @Nullable String variable;
    private @Nullable String file;
    private @Nullable String command;

    void describe(Syntax syntax) {
        syntax.option(
                "--value value",
                "The value itself; better not, since other users see it in the list of processes",
                given -> value = given);
        syntax.option("--from-env variable", "Take the value from an environment variable", given -> variable = given);
        syntax.option("--from-file file", "Take the value from a file", given -> file = given);
        syntax.option("--from-command command", "Take what a command of the shell prints", given -> command = given);
    }

    /// Refuses what contradicts itself.
    void check() {
        if ("".equals(value)) {
            throw new InvalidInputException("--value is required", "leave it out to be asked for it, or pipe it in");
        }
        List<String> given = new ArrayList<>();
        add(given, "--value", value);
        add(given, "--from-env", variable);
        add(given, "--from-file", file);
        add(given, "--from-command", command);
        if (given.size() > 1) {
            throw new InvalidInputException("only one of " + String.join(", ", given) + " can be given");
        }
    }

    private static void add(List<String> given, String flag, @Nullable String content) {
        if (content != null) {
            given.add(flag);
        }
    }

    /// The value.
    ///
    /// @param warn told of what is unwise
    String read(String name, Surroundings surroundings, SecretWorld world, Consumer<String> warn) {
        if (value != null) {
            warn.accept("warning: --value shows the secret in the list of processes and in the shell's history; pipe it"
                    + " in, or use --from-env, --from-file or --from-command");
            return ValueSource.checked(value, "--value");
        }
        if (variable != null) {
            String wanted = variable;
            String found = surroundings
                    .variable(wanted)
                    .orElseThrow(() -> new InvalidInputException("environment variable " + wanted + " is not set"));
            return ValueSource.checked(found, "the environment variable " + wanted);
        }
        if (file != null) {
            return ValueSource.file(surroundings.path(file));
        }
        if (command != null) {
            return world.command().apply(command);
        }
        return surroundings.terminals().in() ? ask(name, world) : world.input().get();
    }

    private static String ask(String name, SecretWorld world) {
        String typed = world.hidden()
                .apply("Value of secret \"" + name + "\" (not shown):")
                .orElseThrow(() -> new InputNeededException(
                        "the secret needs a value",
                        "pipe it into this command, or use --from-env, --from-file or --from-command"));
        return ValueSource.checked(typed, "the terminal");
    }
}
