/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Calls the program `podman` and explains its failures. Decisions hang on exit codes, never on its words.
final class PodmanCli {
    /// For questions: calls with this limit change nothing, and are not written down, see [Command#question].
    static final Duration ASK = Duration.ofSeconds(10);
    /// For changes of one container or network.
    static final Duration CHANGE = Duration.ofMinutes(2);

    private static final int MAX_ERROR_LINES = 20;
    private static final int MAX_INFO_BYTES = 1 << 20;
    private static final int MAX_LIST_BYTES = 32 << 20;
    private static final String LOG = "time=\"";

    private final CommandRunner runner;
    private final Supplier<String> program;
    private final PodmanTroubles troubles;

    /// @param program name on PATH or absolute path
    /// @param troubles asked when a call has failed
    PodmanCli(CommandRunner runner, Supplier<String> program, PodmanTroubles troubles) {
        this.runner = runner;
        this.program = program;
        this.troubles = troubles;
    }

    CommandResult call(Duration limit, String... arguments) {
        return runner.run(command(limit, List.of(arguments)));
    }

    CommandResult call(Duration limit, List<String> arguments, Map<String, String> environment) {
        return runner.run(command(limit, arguments).withEnvironment(environment));
    }

    CommandResult call(Duration limit, List<String> arguments, Consumer<String> lines) {
        return runner.run(command(limit, arguments), lines);
    }

    /// A call that reads the text from its standard input.
    CommandResult callWithInput(Duration limit, List<String> arguments, String input) {
        return runner.run(command(limit, arguments).withInput(input));
    }

    /// A call in that folder.
    CommandResult callIn(Path folder, Duration limit, String... arguments) {
        return runner.run(command(limit, List.of(arguments)).in(folder));
    }

    /// A call with much output.
    CommandResult call(Duration limit, List<String> arguments, int maxOutputBytes) {
        return runner.run(command(limit, arguments).withMaxOutputBytes(maxOutputBytes));
    }

    /// The lines of a listing that are not blank.
    List<String> listing(String... arguments) {
        return list(arguments).lines().filter(line -> !line.isBlank()).toList();
    }

    /// A listing as podman prints it. podman fails when another process removes what is being listed, so it is asked
    /// again.
    String list(String... arguments) {
        CommandResult result = call(ASK, List.of(arguments), MAX_LIST_BYTES);
        for (int retries = 3; retries > 0 && !result.succeeded(); retries--) {
            result = call(ASK, List.of(arguments), MAX_LIST_BYTES);
        }
        if (!result.succeeded()) {
            throw unusable(result);
        }
        return result.stdout();
    }

    CommandResult call(Command command) {
        return runner.run(command);
    }

    /// Runs podman in the foreground.
    int attach(Command command) {
        return runner.attach(command);
    }

    /// Runs podman in the foreground.
    int attach(List<String> arguments) {
        return runner.attach(command(CHANGE, arguments));
    }

    /// Whether podman has a container of that name or id.
    boolean containerExists(String nameOrId) {
        return containerExists(nameOrId, this::failure);
    }

    /// Whether podman has a container of that name or id.
    ///
    /// @param failure makes the exception if podman cannot tell, [#failure] or [#setUpFailure]
    boolean containerExists(String nameOrId, BiFunction<String, CommandResult, KdnException> failure) {
        return exists("container", nameOrId, failure);
    }

    boolean imageExists(String reference) {
        return exists("image", reference, this::setUpFailure);
    }

    private boolean exists(String kind, String what, BiFunction<String, CommandResult, KdnException> failure) {
        CommandResult result = call(ASK, kind, "exists", what);
        return switch (result.exitCode()) {
            case 0 -> true;
            case 1 -> false;
            default -> throw failure.apply("podman cannot tell whether " + kind + " " + what + " exists", result);
        };
    }

    /// The exception for a failed call that concerns single objects: an [UnavailableException] only if podman as a
    /// whole does not answer, since callers take that for an engine that is gone.
    ///
    /// @param what what was not possible
    KdnException failure(String what, CommandResult result) {
        return failure(
                what,
                result,
                (words, trouble) ->
                        new EngineException(words, "perhaps because " + trouble.reason() + ": " + trouble.remedy()));
    }

    /// The exception for a failed call without which no workspace can come up here, or be looked at: if this machine
    /// keeps podman from working, an [UnavailableException] that says how.
    ///
    /// @param what what was not possible
    KdnException setUpFailure(String what, CommandResult result) {
        return failure(what, result, PodmanCli::unavailable);
    }

    private KdnException failure(
            String what, CommandResult result, BiFunction<String, PodmanTroubles.Trouble, KdnException> troubled) {
        CommandResult info = info();
        if (!info.succeeded()) {
            return unusable(info);
        }
        String words = what + ": " + lastLines(result.stderr(), "podman exited with status " + result.exitCode());
        return troubles.of(PodmanFacts.parse(info.stdout()))
                .map(trouble -> troubled.apply(words, trouble))
                .orElseGet(() -> new EngineException(words));
    }

    /// What podman tells of itself, as JSON.
    CommandResult info() {
        return call(ASK, List.of("info", "--format", "json"), MAX_INFO_BYTES);
    }

    UnavailableException unusable(CommandResult result) {
        String words = "podman does not work: "
                + lastLines(result.stderr(), "it exited with status " + result.exitCode() + " and said nothing");
        return troubles.ofSilentPodman()
                .map(trouble -> unavailable(words, trouble))
                .orElseGet(() ->
                        new UnavailableException(words, "mend podman until 'podman info' succeeds, then try again"));
    }

    private static UnavailableException unavailable(String words, PodmanTroubles.Trouble trouble) {
        return new UnavailableException(words + "\n" + trouble.reason(), trouble.remedy());
    }

    /// The end of what podman said, without its log where it said anything else.
    static String lastLines(String text, String otherwise) {
        List<String> all = text.strip().lines().toList();
        List<String> said = all.stream().filter(line -> !line.startsWith(LOG)).toList();
        List<String> lines = said.isEmpty() ? all : said;
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - MAX_ERROR_LINES), lines.size()));
        String words = last.startsWith("Error: ") ? last.substring("Error: ".length()) : last;
        return words.isEmpty() ? otherwise : words;
    }

    /// The words of a line that was asked for in a format; the last one takes what remains.
    ///
    /// @throws EngineException if there are fewer
    static String[] words(String line, int count) {
        String[] words = line.split(" ", count);
        if (words.length < count) {
            throw new EngineException("podman answered what kdn does not understand: " + line);
        }
        return words;
    }

    Command command(Duration limit, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(program.get());
        argv.addAll(arguments);
        Command command = Command.of(argv, limit);
        return limit.equals(ASK) ? command.asQuestion() : command;
    }
}
