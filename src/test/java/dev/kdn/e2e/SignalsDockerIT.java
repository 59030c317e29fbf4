/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineProxy;
import dev.kdn.testing.EngineProxy.Moment;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import dev.kdn.testing.SlowTest;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal at every request that changes something in docker, when docker has done it and kdn does not know yet.
@EngineTest("docker")
@SlowTest
class SignalsDockerIT {
    private static final Duration LIMIT = Duration.ofSeconds(6); // five, and what a busy machine adds
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final List<Integer> CODES = List.of(130, 143, 129);

    private Workbench bench;
    private EngineProxy proxy;
    private Kdn plain;
    private Path shop;
    private int turn;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        TestRuntime docker = TestRuntime.docker();
        proxy = EngineProxy.in(folder, docker.host());
        bench = Workbench.on(docker, Workbench.SMALL_BASE, folder, kdn -> kdn.with("DOCKER_HOST", proxy.host()));
        plain = bench.kdn;
        shop = bench.project("shop", "{\"ports\": [8080]}");
        bench.init(shop); // builds the image
    }

    @AfterEach
    void close() {
        bench.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "init, none, gone",
        "start, stopped, kept",
        "stop, running, kept",
        "remove, stopped, any",
        "recreate, stopped, stopped"
    })
    void signalAtEveryRequest(String command, String before, String after) throws Exception {
        prepare(before);
        proxy.reset();
        plain.run(words(command)).exit(0);
        List<String> requests = proxy.requests();
        assertThat(requests).isNotEmpty();
        for (int i = 1; i <= requests.size(); i++) {
            if (!requests.get(i - 1).startsWith("GET ")) {
                String what = "%s, %s, request %d of %d".formatted(command, requests.get(i - 1), i, requests.size());
                signal(what, before, command, i);
                check(what, after);
            }
        }
    }

    private String[] words(String command) {
        return command.equals("init") ? bench.words(shop) : new String[] {command, "shop"};
    }

    /// A request more may have been counted than is made now.
    private void signal(String what, String before, String command, int request) {
        Result result = signal(what, before, words(command), request, turn);
        for (int again = 0; again < 2 && result.exit() == 0; again++) {
            result = signal(what, before, words(command), request, turn);
        }
        assertThat(result.exit()).as("%s: %s", what, result.stderr()).isEqualTo(CODES.get(turn++ % CODES.size()));
    }

    private Result signal(String what, String before, String[] words, int request, int which) {
        prepare(before);
        CompletableFuture<RunningProgram> target = new CompletableFuture<>();
        CompletableFuture<Long> sent = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        proxy.at(request, Moment.AMID, () -> {
            RunningProgram kdn = target.orTimeout(1, TimeUnit.MINUTES).join();
            sent.complete(System.nanoTime());
            kdn.signal(SIGNALS.get(which % SIGNALS.size()));
            over.orTimeout(1, TimeUnit.MINUTES).join(); // kdn never gets the answer
        });
        RunningProgram kdn = plain.start(words);
        target.complete(kdn);
        Result result = kdn.await();
        long end = System.nanoTime();
        over.complete(null);
        proxy.reset();
        if (result.exit() != 0) {
            assertThat(Duration.ofNanos(
                            end - sent.orTimeout(1, TimeUnit.MINUTES).join()))
                    .as(what)
                    .isLessThan(LIMIT);
        }
        return result;
    }

    private void prepare(String state) {
        plain.run("remove", "--force", "shop");
        if (!state.equals("none")) {
            bench.init(shop);
        }
        if (state.equals("running")) {
            plain.run("start", "shop").exit(0);
        }
    }

    private void check(String what, String state) {
        Result list = plain.run("list", "-o", "json").exit(0);
        boolean there = list.stdout().contains("\"name\": \"shop\"");
        assertThat(there || state.equals("any")).as(what).isEqualTo(!state.equals("gone"));
        if (there && !state.equals("any")) {
            String states = state.equals("kept") ? "running|stopped" : state;
            assertThat(list.stdout()).as(what).containsPattern("\"state\": \"(" + states + ")\"");
        }
        assertThat(bench.engineObjects()).as(what).hasSizeLessThanOrEqualTo(there ? 2 : 0);
        assertThat(plain.run("prune").exit(0).stdout()).as(what).isEqualTo("Nothing to remove\n");
    }
}
