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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal at every call of podman, before or after the call has had its effect.
@EngineTest("podman")
@SlowTest
class SignalsIT {
    private static final Duration LIMIT = Duration.ofSeconds(6); // five, and the start of a JVM
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final List<Integer> CODES = List.of(130, 143, 129);

    private Workbench bench;
    private SlowPodman podman;
    private Kdn slow;
    private Path shop;
    private int turn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = Workbench.in(folder);
        podman = new SlowPodman(folder.resolve("bin"));
        slow = bench.kdn.with("PATH", podman.path());
        shop = bench.project("shop", "{\"ports\": [8080]}");
        bench.init(shop); // builds the image
    }

    @AfterEach
    void close() {
        bench.close();
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
                signal(command, call, when);
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
        return switch (command) {
            case "init" -> slow.start(Workbench.arguments(shop));
            case "prune" -> slow.start("prune");
            default -> slow.start((command + " shop").split(" "));
        };
    }

    private void signal(String command, int call, String when) throws Exception {
        podman.stayAt(call, when);
        RunningProgram running = run(command).awaitUntil("call " + call + " of podman", podman::isReached);
        int which = turn++ % SIGNALS.size();
        Instant start = Instant.now();
        running.signal(SIGNALS.get(which));
        Result result = running.await();
        assertThat(result.exit())
                .as("%s, %s call %d: %s", command, when, call, result.stderr())
                .isEqualTo(CODES.get(which));
        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
    }

    private void prepare(String state) {
        bench.kdn.run("remove", "--force", "shop");
        if (!state.equals("none")) {
            bench.init(shop);
        }
        if (state.equals("running")) {
            bench.kdn.run("start", "shop").exit(0);
        }
    }

    private void check(String what, String state) {
        Result list = bench.kdn.run("list", "-o", "json").exit(0);
        boolean there = list.stdout().contains("\"name\": \"shop\"");
        assertThat(there || state.equals("any")).as(what).isEqualTo(!state.equals("gone"));
        if (there && !state.equals("any")) {
            String states = state.equals("kept") ? "running|stopped" : state;
            assertThat(list.stdout()).as(what).containsPattern("\"state\": \"(" + states + ")\"");
        }
        assertThat(bench.engineObjects()).as(what).hasSizeLessThanOrEqualTo(there ? 2 : 0);
        assertThat(bench.kdn.run("prune").exit(0).stdout()).as(what).isEqualTo("Nothing to remove\n");
        if (there) {
            assertThat(bench.kdn.run("show", "shop").exit(0).stdout()).as(what).contains("Port: 8080 at http://127");
        }
    }
}
