/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.EngineProxy;
import dev.kdn.testing.EngineProxy.Moment;
import dev.kdn.testing.EngineTest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal at every request that changes something in docker, when docker has done it and kdn does not know yet.
@EngineTest("docker")
@SlowTest
class SignalsDockerIT extends SignalSuite {
    @SuppressWarnings("NullAway.Init") // before each test
    private EngineProxy proxy;

    @Override
    Workbench bench(Path folder) throws IOException {
        TestRuntime docker = TestRuntime.docker();
        proxy = EngineProxy.in(folder, docker.host());
        return Workbench.on(docker, Workbench.SMALL_BASE, folder, kdn -> kdn.with("DOCKER_HOST", proxy.host()));
    }

    @AfterEach
    @Override
    void close() {
        super.close();
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
        bench.kdn.run(words(command)).exit(0);
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

    /// A request more may have been counted than is made now.
    private void signal(String what, String before, String command, int request) {
        Result result = signal(what, before, words(command), request);
        for (int again = 0; again < 2 && result.exit() == 0; again++) {
            result = signal(what, before, words(command), request);
        }
        diedOfIt(what, result);
    }

    private Result signal(String what, String before, String[] words, int request) {
        prepare(before);
        CompletableFuture<RunningProgram> target = new CompletableFuture<>();
        CompletableFuture<Long> sent = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        proxy.at(request, Moment.AMID, () -> {
            RunningProgram kdn = target.orTimeout(1, TimeUnit.MINUTES).join();
            sent.complete(System.nanoTime());
            kdn.signal(signal());
            over.orTimeout(1, TimeUnit.MINUTES).join(); // kdn never gets the answer
        });
        RunningProgram kdn = bench.kdn.start(words);
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
}
