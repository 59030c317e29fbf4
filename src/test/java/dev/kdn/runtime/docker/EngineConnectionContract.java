/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Frame;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a connection does with a real engine, whichever it is and whatever the way to it.
@Timeout(120)
abstract class EngineConnectionContract {
    private static final long LARGE = 100L << 20;

    private TestContainer container;

    /// To the engine under test.
    abstract DockerConnection connection();

    /// How much a program echoes through a terminal.
    long terminalBytes() {
        return 1 << 20;
    }

    @BeforeEach
    void startContainer() {
        container = TestContainer.start(connection());
    }

    @AfterEach
    void removeContainer() {
        container.close();
    }

    @Test
    void programGetsItsInputWithItsEndAndGivesItBack() throws IOException, InterruptedException {
        String cat = container.prepare(false, "cat");
        Noise received = new Noise();
        try (ExecStream stream = connection().exec("run cat", cat, false, TestContainer.PATIENCE)) {
            Thread feeder = TestContainer.feed(stream.input(), input -> Noise.write(input, LARGE));
            stream.copyOutput(received, OutputStream.nullOutputStream());
            feeder.join();
        }

        assertThat(received.sum()).isEqualTo(Noise.sumOf(LARGE));
        assertThat(container.exitCode(cat)).isZero();
    }

    @Test
    void terminalPassesBytesAsTheyAre() throws IOException {
        long size = terminalBytes();
        String program = container.prepare(true, "sh", "-c", "stty raw -echo; echo ready; exec head -c " + size);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ExecStream stream = connection().exec("run head", program, true, TestContainer.PATIENCE)) {
            TestContainer.feed(stream.input(), input -> {
                awaitQuietly(ready);
                Noise.write(input, size);
                input.flush();
                awaitQuietly(ended); // dockerd hangs up a terminal whose input ends
            });
            stream.copyOutput(
                    new OutputStream() {
                        @Override
                        public void write(int single) {
                            received.write(single);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) {
                            received.write(bytes, offset, length);
                            ready.countDown();
                        }
                    },
                    OutputStream.nullOutputStream());
            ended.countDown();
        }

        Noise noise = new Noise();
        byte[] bytes = received.toByteArray();
        assertThat(new String(bytes, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("ready\n");
        noise.write(bytes, 6, bytes.length - 6);
        assertThat(noise.sum()).isEqualTo(Noise.sumOf(size));
        assertThat(container.exitCode(program)).isZero();
    }

    @Test
    void stdoutStderrAndExitCodeStaySeparate() throws IOException {
        TestContainer.Outcome outcome = container.run("echo out; echo err >&2; exit 42");

        assertThat(outcome).isEqualTo(new TestContainer.Outcome(42, "out\n", "err\n"));
    }

    @Test
    void slowReaderLosesNothing() throws IOException {
        long size = 20L << 20;
        String program = container.prepare(false, "cat");
        Noise received = new Noise();
        Patience impatient = Patience.silence(Duration.ofSeconds(2));
        try (ExecStream stream = connection().exec("run cat", program, false, impatient)) {
            TestContainer.feed(stream.input(), input -> Noise.write(input, size));
            stream.copyOutput(
                    new OutputStream() {
                        private long calls;

                        @Override
                        public void write(int single) {
                            received.write(single);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) {
                            if (calls++ % 100 == 0) {
                                connection()
                                        .ask("ping", client -> client.pingCmd().exec());
                            }
                            received.write(bytes, offset, length);
                        }
                    },
                    OutputStream.nullOutputStream());
        }

        assertThat(received.sum()).isEqualTo(Noise.sumOf(size));
    }

    @Test
    void dockerJavasOwnExecGetsTheEndOfItsInput() {
        String cat = container.prepare(false, "cat");
        InputStream input = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
        TestContainer.Frames frames = new TestContainer.Frames();
        connection().<Frame>stream(
                "run cat",
                TestContainer.PATIENCE,
                (client, callback) -> client.execStartCmd(cat).withStdIn(input).exec(callback),
                frames::add);

        assertThat(frames.texts()).containsExactly("STDOUT:hello");
    }

    @Test
    void archivesGoInAndOut() throws IOException {
        long size = 30L << 20;
        byte[] archive = TarArchive.of("noise", output -> Noise.write(output, size), size);
        connection()
                .<Void>ask(
                        "copy in",
                        client -> client.copyArchiveToContainerCmd(container.id())
                                .withTarInputStream(new ByteArrayInputStream(archive))
                                .withRemotePath("/tmp")
                                .exec());

        Noise received = new Noise();
        connection().<Boolean>ask("copy out", client -> {
            try (InputStream tar = client.copyArchiveFromContainerCmd(container.id(), "/tmp/noise")
                    .exec()) {
                TarArchive.copyFirst(tar, received);
                return true;
            }
        });

        assertThat(received.sum()).isEqualTo(Noise.sumOf(size));
    }

    @Test
    void interruptEndsWaitForOutput() throws IOException {
        String program = container.prepare(false, "sh", "-c", "echo begun; sleep 1000");
        Thread self = Thread.currentThread();
        try (ExecStream stream =
                connection().exec("run a program", program, false, Patience.beginning(Duration.ofSeconds(30)))) {
            OutputStream interrupting = new OutputStream() {
                @Override
                public void write(int single) {
                    self.interrupt();
                }
            };
            assertThatThrownBy(() -> stream.copyOutput(interrupting, OutputStream.nullOutputStream()))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("cancelled: run a program");
        }

        assertThat(Thread.interrupted()).isFalse();
        assertThat(container.run("echo goes on").stdout()).isEqualTo("goes on\n");
    }

    @Test
    void limitCutsLongAnswer() {
        String program = container.prepare(false, "sleep", "1000");
        try (ExecStream stream =
                connection().exec("run sleep", program, false, Patience.whole(Duration.ofMillis(1500)))) {
            assertThatThrownBy(
                            () -> stream.copyOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))
                    .isInstanceOf(TimedOutException.class)
                    .hasMessageStartingWith("cannot run sleep: no answer within 1500 ms from docker at ");
        }
    }

    @Test
    void refusalsKeepTheirKindAndTheEnginesWords() {
        assertThatThrownBy(() -> connection()
                        .<Object>ask(
                                "look at the container",
                                client -> client.inspectContainerCmd("nosuch0").exec()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("cannot look at the container: ")
                .hasMessageContaining("nosuch0")
                .hasMessageNotContainingAny("{", "Status", "\n");
        assertThatThrownBy(() -> connection()
                        .<Void>ask(
                                "remove the container",
                                client -> client.removeContainerCmd(container.id())
                                        .exec()))
                .isInstanceOfAny(ConflictException.class, dev.kdn.error.EngineException.class)
                .hasMessageStartingWith("cannot remove the container: ")
                .hasMessageContaining("running");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
