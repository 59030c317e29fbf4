/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static dev.kdn.testing.StandInRuntime.entry;
import static dev.kdn.testing.StandInRuntime.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Eventually;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.testing.StandInRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RuntimeChecksTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final EngineStatus WELL = new EngineStatus(
            Optional.of(new Endpoint("tcp://build:2375", "DOCKER_HOST", false)),
            Optional.of(new Engine("27.1", Optional.of(true), "overlay2")),
            Optional.empty());

    @Test
    void tellOfEveryRuntimeThatUsersKnowOfInOrder() {
        List<CheckedRuntime> checked = checks(
                        LONG,
                        entry("docker", true, limit -> WELL),
                        internal("secret", limit -> WELL),
                        entry("podman", false, limit -> WELL))
                .run();

        assertThat(checked).extracting(runtime -> runtime.description().type()).containsExactly("docker", "podman");
        assertThat(checked.getFirst().status()).isEqualTo(WELL);
        assertThat(checked.getFirst().isLocal()).isFalse();
        assertThat(checked.getLast().isLocal()).isTrue();
        assertThat(checked.getLast().status().trouble())
                .contains(new Trouble(
                        "runtime not available: podman (no podman command on PATH)",
                        Optional.of("install podman, or choose another runtime: docker")));
    }

    @Test
    void takeAFailureForAnAnswer() {
        EngineStatus status = only(checks(LONG, entry("docker", true, limit -> {
            throw new UnavailableException("no such socket", "start docker");
        })));

        assertThat(status).isEqualTo(EngineStatus.silent(Optional.empty(), "no such socket", "start docker"));
        assertThat(status.isReachable()).isFalse();
    }

    @Test
    void admitThatARuntimeCannotBeChecked() {
        assertThat(only(checks(LONG, StandInRuntime.entry("x", RuntimeCapabilities.none())))
                        .trouble())
                .contains(new Trouble("kdn cannot check this runtime", Optional.of("try it: kdn init --runtime x")));
    }

    @Test
    void passTheLimitOnAndRunAtTheSameTime() {
        CyclicBarrier barrier = new CyclicBarrier(2);
        EngineCheck together = limit -> {
            try {
                barrier.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("asked one after the other", e);
            }
            assertThat(limit).isEqualTo(Duration.ofSeconds(7));
            return WELL;
        };

        assertThat(checks(LONG, entry("docker", true, together), entry("podman", true, together))
                        .run())
                .allSatisfy(runtime -> assertThat(runtime.status()).isEqualTo(WELL));
    }

    @Test
    void doNotWaitForAnEngineThatHangs() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        List<CheckedRuntime> checked = checks(
                        Duration.ofMillis(200),
                        entry("docker", true, limit -> untilInterrupted(new CountDownLatch(1), interrupted)),
                        entry("podman", true, limit -> WELL))
                .run();

        assertThat(checked.getFirst().status())
                .isEqualTo(EngineStatus.silent(
                        Optional.empty(),
                        "DOCKER did not answer within 0.2 s",
                        "see what it is busy with, then try again"));
        assertThat(checked.getLast().status()).isEqualTo(WELL);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endWithTheFirstThatIsUsable() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EngineStatus.Trouble trouble = new Trouble("too old", Optional.of("install a newer one"));
        EngineStatus old = new EngineStatus(WELL.endpoint(), WELL.engine(), Optional.of(trouble));

        List<CheckedRuntime> checked = checks(
                        LONG,
                        entry("podman", false, limit -> WELL),
                        entry("local", true, limit -> old),
                        entry("docker", true, limit -> {
                            awaitQuietly(asked);
                            return WELL;
                        }),
                        entry("slow", true, limit -> untilInterrupted(asked, interrupted)))
                .untilOneIsUsable();

        assertThat(checked)
                .extracting(runtime -> runtime.description().type())
                .containsExactly("podman", "local", "docker");
        assertThat(checked.getLast().status()).isEqualTo(WELL);
        assertThat(checked.get(1).status().isReachable()).isTrue();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passASlowEngineOverForOneThatWorks() {
        List<CheckedRuntime> checked = checks(
                        Duration.ofMillis(200),
                        entry("podman", true, limit -> untilInterrupted(new CountDownLatch(1), new CountDownLatch(1))),
                        entry("docker", true, limit -> WELL))
                .untilOneIsUsable();

        assertThat(checked.getFirst().status().trouble())
                .map(Trouble::reason)
                .contains("PODMAN did not answer within 0.2 s");
        assertThat(checked.getLast().status()).isEqualTo(WELL);
    }

    @Test
    void endWhatTheyBeganWhenCancelled() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        RuntimeChecks checks = checks(LONG, entry("docker", true, limit -> untilInterrupted(asked, interrupted)));
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                assertThat(checks.run()).isEmpty();
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        Eventually.await(Duration.ofSeconds(10), "the end of the checks", () -> failure.get() != null);
        assertThat(failure.get()).isInstanceOf(CancelledException.class);
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void hideNoBug() {
        RuntimeChecks checks = checks(LONG, entry("docker", true, limit -> {
            throw new IllegalStateException("oops");
        }));

        assertThatThrownBy(checks::run)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("oops");
    }

    @Test
    void dropPasswordsOfEndpoints() {
        assertThat(new Endpoint("ssh://core:secret@host:22/podman.sock", "x", false).address())
                .isEqualTo("ssh://core@host:22/podman.sock");
        assertThat(new Endpoint("tcp://host:22/a:b@c", "x", false).address()).isEqualTo("tcp://host:22/a:b@c");
        assertThat(new Endpoint("/usr/bin/podman", "x", false).address()).isEqualTo("/usr/bin/podman");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EngineStatus untilInterrupted(CountDownLatch asked, CountDownLatch interrupted) {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
            return WELL;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new CancelledException("cancelled");
        }
    }

    private static RuntimeChecks checks(Duration all, RuntimeEntry... entries) {
        return new RuntimeChecks(new RuntimeRegistry(List.of(entries)), Duration.ofSeconds(7), all);
    }

    private static EngineStatus only(RuntimeChecks checks) {
        List<CheckedRuntime> checked = checks.run();
        assertThat(checked).hasSize(1);
        return checked.getFirst().status();
    }
}
