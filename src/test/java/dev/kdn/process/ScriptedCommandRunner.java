/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// A runner for tests that answers from rules, records the calls and fails on any call that no rule covers. Of several
/// fitting rules the one added last answers. Safe for use by several threads.
public final class ScriptedCommandRunner implements CommandRunner {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Command> calls = new ArrayList<>();

    private record Rule(Predicate<Command> matches, Function<Command, CommandResult> answer) {}

    public static CommandResult ok(String stdout) {
        return new CommandResult(0, stdout, "");
    }

    public static CommandResult failed(int exitCode, String stderr) {
        return new CommandResult(exitCode, "", stderr);
    }

    /// Answers commands that fit; the answer may also throw.
    public synchronized ScriptedCommandRunner on(Predicate<Command> matches, Function<Command, CommandResult> answer) {
        rules.addFirst(new Rule(matches, answer));
        return this;
    }

    /// Answers commands whose argument list begins with these words, separated by single spaces.
    public ScriptedCommandRunner on(String words, CommandResult answer) {
        return on(words, _ -> answer);
    }

    /// Answers commands whose argument list begins with these words, separated by single spaces.
    public ScriptedCommandRunner on(String words, Function<Command, CommandResult> answer) {
        List<String> prefix = List.of(words.split(" ", -1));
        return on(
                command -> command.argv().size() >= prefix.size()
                        && command.argv().subList(0, prefix.size()).equals(prefix),
                answer);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        CommandResult result = answer(command);
        result.stdout().lines().forEach(lines);
        result.stderr().lines().forEach(lines);
        return result;
    }

    /// Answers from the same rules; only the exit code counts.
    @Override
    public int attach(Command command) {
        return answer(command).exitCode();
    }

    /// Every call so far, attached ones too, in order.
    public synchronized List<Command> calls() {
        return List.copyOf(calls);
    }

    /// The argument lists of [#calls()], each joined by spaces.
    public List<String> lines() {
        return calls().stream().map(call -> String.join(" ", call.argv())).toList();
    }

    private CommandResult answer(Command command) {
        return rule(command).answer().apply(command);
    }

    private synchronized Rule rule(Command command) {
        calls.add(command);
        return rules.stream()
                .filter(rule -> rule.matches().test(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("unexpected command: " + command.argv()));
    }
}
