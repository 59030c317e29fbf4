/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal at every call of podman, before or after the call has had its effect.
@EngineTest("podman")
@SlowTest
class SignalsIT extends SignalSuite {
    @SuppressWarnings("NullAway.Init") // before each test
    private SlowPodman podman;

    @SuppressWarnings("NullAway.Init") // before each test
    private Kdn slow;

    @Override
    Workbench bench(Path folder) throws IOException {
        podman = new SlowPodman(folder.resolve("bin"));
        Workbench made = Workbench.in(folder);
        slow = made.kdn.with("PATH", podman.path());
        return made;
    }

    @ParameterizedTest
    @CsvSource({
        "init, none, gone",
        "start, stopped, kept",
        "stop, running, kept",
        "remove, stopped, any",
        "recreate, stopped, stopped",
        "recreate --force, running, any",
        "prune, running, running"
    })
    void signalAtEveryCall(String command, String before, String after) throws Exception {
        prepare(before);
        podman.stayAt(0, "before");
        run(command).await().exit(0);
        List<String> calls = podman.calls();
        assertThat(calls).isNotEmpty();
        for (int call = 1; call <= calls.size(); call++) {
            for (String when : moments(calls.get(call - 1), call)) {
                prepare(before);
                if (!signal(command, call, when)) {
                    assertThat(call).as("calls of %s: %s", command, calls).isEqualTo(calls.size());
                    continue;
                }
                check("%s, %s call %d of %d".formatted(command, when, call, calls.size()), after);
            }
        }
    }

    /// After a question all is as it was before, and before a change as after the one that came first.
    private static List<String> moments(String call, int number) {
        boolean question = call.matches("(ps|info|images|inspect) .*|\\w+ (exists|inspect|ls)");
        if (question) {
            return List.of("before");
        }
        return number == 1 ? List.of("before", "after") : List.of("after");
    }

    private RunningProgram run(String command) {
        return command.equals("prune") ? slow.start("prune") : slow.start(words(command));
    }

    /// One call more may have been counted than is made now, as was seen beside other tests on the same podman. Then
    /// the
    /// last one does not come, and kdn ends as if nobody had wanted to stop it.
    ///
    /// @return whether kdn came so far
    private boolean signal(String command, int call, String when) throws Exception {
        podman.stayAt(call, when);
        RunningProgram running = run(command);
        running.awaitUntil("call " + call + " of podman", () -> podman.isReached() || !running.isAlive());
        if (!podman.isReached()) {
            running.await().exit(0);
            return false;
        }
        Instant start = Instant.now();
        running.signal(signal());
        Result result = running.await();
        diedOfIt("%s, %s call %d".formatted(command, when, call), result);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
        return true;
    }
}
