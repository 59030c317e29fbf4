/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A [CommandRunner] with programmed answers by the beginning of the argument list, the newest matching one first;
/// records every call.
public final class ScriptedCommandRunner implements CommandRunner {
    private final List<Answer> answers = new ArrayList<>();
    private final List<Command> calls = new ArrayList<>();

    private record Answer(List<String> prefix, CommandResult result) {}

    public ScriptedCommandRunner on(CommandResult result, String... prefix) {
        answers.addFirst(new Answer(List.of(prefix), result));
        return this;
    }

    public ScriptedCommandRunner prints(String stdout, String... prefix) {
        return on(new CommandResult(0, stdout, ""), prefix);
    }

    public ScriptedCommandRunner fails(int exitCode, String stderr, String... prefix) {
        return on(new CommandResult(exitCode, "", stderr), prefix);
    }

    public List<Command> calls() {
        return List.copyOf(calls);
    }

    /// The argument lists of all calls, words joined by blanks.
    public List<String> lines() {
        return calls.stream().map(call -> String.join(" ", call.argv())).toList();
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        calls.add(command);
        CommandResult result = answers.stream()
                .filter(answer -> command.argv().size() >= answer.prefix.size()
                        && command.argv().subList(0, answer.prefix.size()).equals(answer.prefix))
                .map(Answer::result)
                .findFirst()
                .orElse(new CommandResult(0, "", ""));
        (result.stdout() + result.stderr()).lines().forEach(lines);
        return result;
    }

    @Override
    public int attach(Command command) {
        return run(command).exitCode();
    }
}
