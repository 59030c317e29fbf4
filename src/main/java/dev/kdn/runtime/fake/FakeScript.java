/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.storage.FlatJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the next operations are made to do, read anew from a file before each one, see [FakeRuntime].
final class FakeScript {
    private static final String FAIL = "fail";
    private static final String HANG = "hang: ";
    private static final String STATE = "state: ";
    private static final String EXIT = "exit: ";

    private final Path file;

    FakeScript(Path file) {
        this.file = file;
    }

    /// Fails or takes its time, as the script says for this operation.
    ///
    /// @param limit a longer hang ends after it with a [TimedOutException]
    void play(String operation, Duration limit) {
        String instruction = instruction(operation);
        if (instruction.startsWith(FAIL)) {
            String reason = instruction.substring(FAIL.length());
            throw new EngineException("fake " + operation + " failed" + reason);
        }
        if (instruction.startsWith(HANG)) {
            hang(operation, Duration.ofMillis(Long.parseLong(instruction.substring(HANG.length()))), limit);
        }
    }

    /// The result, with the state that the script wants to see.
    RuntimeInfo result(String operation, RuntimeInfo real) {
        String instruction = instruction(operation);
        return instruction.startsWith(STATE)
                ? new RuntimeInfo(
                        real.id(), RuntimeState.parse(instruction.substring(STATE.length())), real.info(), real.facts())
                : real;
    }

    /// The exit code of terminals; empty when there are none.
    Optional<Integer> terminalExitCode() {
        String instruction = instruction("terminal");
        return instruction.startsWith(EXIT)
                ? Optional.of(Integer.valueOf(instruction.substring(EXIT.length())))
                : Optional.empty();
    }

    private String instruction(String operation) {
        return FlatJson.read(file).orElse(Map.of()).getOrDefault(operation, "");
    }

    private static void hang(String operation, Duration wanted, Duration limit) {
        boolean tooLong = wanted.compareTo(limit) > 0;
        try {
            Thread.sleep(tooLong ? limit : wanted);
        } catch (InterruptedException e) {
            throw new CancelledException("cancelled during fake " + operation);
        }
        if (tooLong) {
            throw new TimedOutException("fake " + operation + " did not end within " + limit.toMillis() + " ms");
        }
    }
}
