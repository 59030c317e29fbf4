/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.EngineProxy;
import dev.kdn.testing.EngineProxy.Moment;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// kdn is killed before, during and after each of its requests to an engine that speaks docker's interface.
abstract class CrashEngineSuite extends CrashSuite {
    // In which the next command begins.
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

    private final Map<Path, EngineProxy> proxies = new ConcurrentHashMap<>();

    /// Always through the proxy, as another address would be another engine to kdn.
    @Override
    Kdn kdn(Kdn plain) {
        EngineProxy proxy = EngineProxy.in(plain.directory(), runtime().host());
        proxies.put(plain.directory(), proxy);
        return plain.with("DOCKER_HOST", proxy.host());
    }

    @AfterAll
    void closeProxies() {
        proxies.values().forEach(EngineProxy::close);
    }

    private EngineProxy proxy(Workbench bench) {
        return Objects.requireNonNull(proxies.get(bench.kdn.directory()));
    }

    /// Runs kdn and kills it at the request of that number.
    private Result shot(Workbench bench, int number, Moment moment, String[] words) {
        CompletableFuture<RunningProgram> target = new CompletableFuture<>();
        proxy(bench).at(number, moment, () -> {
            target.orTimeout(1, TimeUnit.MINUTES).join().signal("KILL");
            if (moment == Moment.LATE) {
                LockSupport.parkNanos(LATE_NANOS);
            }
        });
        RunningProgram kdn = bench.kdn.start(words);
        target.complete(kdn);
        Result result = kdn.await();
        if (moment != Moment.LATE) {
            proxy(bench).reset();
        }
        return result;
    }

    @Override
    void awaitLate(Workbench bench) {
        proxy(bench).awaitQuiet();
    }

    @Override
    void leaveGarbage(Workbench bench, String[] init) {
        Result broken = brokenOff(bench, init);
        for (int again = 0; again < 2 && broken.exit() == 0; again++) {
            bench.kdn.run("remove", "other").exit(0);
            broken = brokenOff(bench, init); // something more was asked when requests were counted
        }
        broken.exit(KILLED);
    }

    private Result brokenOff(Workbench bench, String[] init) {
        List<String> requests = requests(bench, init);
        bench.kdn.run("remove", "other").exit(0);
        int last = requests.lastIndexOf("POST containers create") + 1;
        return shot(bench, last, Moment.AMID, init);
    }

    private List<String> requests(Workbench bench, String[] words) {
        proxy(bench).reset();
        bench.kdn.run(words).exit(0);
        List<String> requests = proxy(bench).requests();
        proxy(bench).reset();
        return requests;
    }

    /// The moments of that request at which kdn is killed. Before a question nothing has happened since the request
    /// before it. That the engine does late what was asked, or while kdn dies, matters where something new comes of
    /// that.
    List<Moment> moments(String request) {
        if (request.startsWith("GET ")) {
            return List.of();
        }
        return request.endsWith(" create") ? List.of(Moment.values()) : List.of(Moment.BEFORE, Moment.AFTER);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nothingIsLostAtARequest(BrokenOff operation) throws Exception {
        List<String> requests = undisturbed(operation, bench -> {
            prepare(bench, operation);
            return requests(bench, words(bench, operation));
        });
        assertThat(requests).as("requests").hasSizeBetween(1, 40);
        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= requests.size(); i++) {
            int number = i;
            for (Moment moment : moments(requests.get(i - 1))) {
                int variant = all.size();
                all.add(new Point(
                        moment + " " + requests.get(i - 1) + ", number " + i,
                        () -> kill(operation, variant, (bench, words) -> shot(bench, number, moment, words))));
            }
        }
        points.check(operation.toString(), all);
    }
}
