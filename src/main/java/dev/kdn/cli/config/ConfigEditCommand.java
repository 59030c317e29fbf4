/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.ConfigurationEditor;
import dev.kdn.config.ConfigurationTarget;
import dev.kdn.config.UserConfiguration;
import dev.kdn.error.EngineException;
import dev.kdn.error.InputNeededException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// `kdn config edit`.
public final class ConfigEditCommand implements CliCommand {
    private final Console console;
    private final Surroundings surroundings;
    private final Supplier<UserConfiguration> user;
    private final Supplier<ConfigurationEditor> editor;
    private final ToIntFunction<List<String>> run;
    private final BooleanSupplier interactive;

    private final TargetOptions options = new TargetOptions();

    /// @param run runs a program in the foreground and returns its exit code
    /// @param interactive whether there is somebody to edit
    public ConfigEditCommand(
            Console console,
            Surroundings surroundings,
            Supplier<UserConfiguration> user,
            Supplier<ConfigurationEditor> editor,
            ToIntFunction<List<String>> run,
            BooleanSupplier interactive) {
        this.console = console;
        this.surroundings = surroundings;
        this.user = user;
        this.editor = editor;
        this.run = run;
        this.interactive = interactive;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Edit your settings, or the file of a level, in your editor",
                "",
                "The file is changed when you leave $VISUAL or $EDITOR (default: vi), and only if kdn can use it.");
        syntax.examples("kdn config edit", "kdn config edit --global");
        options.describe(syntax);
    }

    @Override
    public int run() {
        ConfigurationTarget target = options.target(surroundings, user.get());
        if (!interactive.getAsBoolean()) {
            throw new InputNeededException("config edit needs a terminal; use 'kdn config set'");
        }
        boolean changed = editor.get().edit(target, this::open, console.err()::line);
        console.err().line(changed ? "Changed" : "Nothing changed");
        return ExitCode.OK.code();
    }

    private void open(Path copy) {
        String program = surroundings
                .variable("VISUAL")
                .or(() -> surroundings.variable("EDITOR"))
                .orElse("vi");
        List<String> words = new ArrayList<>(List.of(program.strip().split("\\s+", -1)));
        words.add(copy.toString());
        int code = run.applyAsInt(words);
        if (code != 0) {
            throw new EngineException(
                    "the editor ended with exit code " + code + ": " + program,
                    "what you saved is kept in " + copy + "; run the command again to go on with it");
        }
    }
}
