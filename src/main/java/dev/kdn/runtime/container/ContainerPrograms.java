/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.RepeatedQuestion;
import dev.kdn.runtime.RunScript;
import dev.kdn.runtime.TerminalAccess;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Programs in containers. What they start is found by scripts that run beside them, since only there their ids mean
/// anything, whether the engine is on this machine or not.
final class ContainerPrograms implements ProgramAccess {
    /// Where what belongs to activities is kept; those of other users have names that begin so.
    static final String FOLDER_OF_ALL = "/tmp/.kdn";
    private static final String SECRETS =
            "if [ -r @ ]; then . @; fi\n".replace("@", ContainerSecrets.FILE) + RunScript.EXEC;
    private static final int NOTHING = 3;
    private static final int KILLED = 4;
    private static final int ALIVE = 5;
    private static final ProgramEnd INCOMPLETE = new ProgramEnd(137, "the list of processes broke off");

    private final ContainerExec exec;
    private final TerminalAccess terminal;
    private final Ending ended;

    /// @param terminal for containers that somebody else started
    /// @param ended told the exit code of each program in the foreground
    ContainerPrograms(ContainerExec exec, TerminalAccess terminal, Ending ended) {
        this.exec = exec;
        this.terminal = terminal;
        this.ended = ended;
    }

    /// Told of each program that was in the foreground.
    interface Ending {
        int ended(String id, int code);
    }

    @Override
    public String folder(String id) {
        return FOLDER_OF_ALL;
    }

    @Override
    public int foreground(ProgramRequest request) {
        return ended.ended(request.id(), exec.foreground(ready(request, ContainerTerminal.RUN)));
    }

    @Override
    public void background(ProgramRequest request) {
        exec.background(ready(request, SECRETS));
    }

    @Override
    public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
        return exec.connected(checked(request, request.argv()), streams);
    }

    private ProgramRequest ready(ProgramRequest request, String script) {
        terminal.makeReady(request.id());
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script));
        argv.addAll(request.argv());
        return checked(request, argv);
    }

    private static ProgramRequest checked(ProgramRequest request, List<String> argv) {
        return new ProgramRequest(
                ContainerId.checked(request.id()),
                argv,
                request.environment(),
                request.directory(),
                request.user(),
                request.input());
    }

    @Override
    public Look look(String id, Optional<String> user, List<String> argv) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", ProgramScripts.LOOK, "sh"));
        words.addAll(argv);
        Answer answer = new Answer();
        ProgramEnd end = RepeatedQuestion.end(() -> {
            ProgramEnd one = answer.from(
                    streams -> connected(ProgramRequest.of(id, words).as(user), streams));
            return one.succeeded() && alive(answer).isEmpty() ? INCOMPLETE : one;
        });
        Optional<Set<String>> alive = alive(answer);
        if (!end.succeeded() || alive.isEmpty()) {
            throw failure("look at the programs", end);
        }
        String text = answer.text(StandardCharsets.UTF_8);
        int cut = text.indexOf(ProgramScripts.END_OF_LIST);
        return new Look(alive.get(), text.substring(cut + ProgramScripts.END_OF_LIST.length()));
    }

    /// The tokens that it tells; empty unless it tells all.
    private static Optional<Set<String>> alive(Answer answer) {
        String text = answer.text(StandardCharsets.UTF_8);
        int cut = text.indexOf(ProgramScripts.END_OF_LIST);
        Set<String> alive = new HashSet<>();
        text.substring(0, Math.max(cut, 0)).lines().forEach(line -> alive.add(line.substring(line.indexOf('=') + 1)));
        return alive.remove(ProgramScripts.WHOLE) ? Optional.of(alive) : Optional.empty();
    }

    @Override
    public boolean signal(String id, Optional<String> user, String token, String signal) {
        ProgramEnd end = once(id, user, ProgramScripts.signal(token, signal)); // two of one signal are another word
        return switch (end.code()) {
            case 0 -> true;
            case NOTHING -> false;
            default -> throw failure("signal the program", end);
        };
    }

    @Override
    public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
        ProgramEnd end = RepeatedQuestion.end(() -> once(id, user, ProgramScripts.end(tokens, signal, grace)));
        return switch (end.code()) {
            case 0 -> End.ENDED;
            case NOTHING -> End.GONE;
            case KILLED -> End.KILLED;
            case ALIVE -> End.ALIVE;
            default -> throw failure("end the program", end);
        };
    }

    private ProgramEnd once(String id, Optional<String> user, List<String> argv) {
        return connected(ProgramRequest.of(id, argv).as(user), ProgramStreams.to(OutputStream.nullOutputStream()));
    }

    private static EngineException failure(String what, ProgramEnd end) {
        String words = end.complaint().isEmpty() ? "exit code " + end.code() : end.complaint();
        return new EngineException("cannot " + what + " in the workspace: " + words);
    }
}
