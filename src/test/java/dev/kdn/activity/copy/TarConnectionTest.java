/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TarConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ProgramRequest TAR = ProgramRequest.of("id", List.of("tar"));
    private static final ProgramEnd GOOD = new ProgramEnd(0, "");
    private static final byte[] MUCH = new byte[1 << 20];

    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void aTarThatSendsNothingIsGivenUp() throws Exception {
        try (TarConnection tar = TarConnection.from(new Program(this::hang), TAR, SHORT)) {
            assertThatThrownBy(() -> tar.input().read())
                    .isInstanceOf(TimedOutException.class)
                    .hasMessage("tar in the workspace has sent nothing for 0 s");
        }

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTarThatTakesNothingIsGivenUp() throws Exception {
        try (TarConnection tar = TarConnection.to(new Program(this::hang), TAR, SHORT)) {
            assertThatThrownBy(() -> tar.output().write(MUCH))
                    .isInstanceOf(TimedOutException.class)
                    .hasMessage("tar in the workspace has taken nothing for 0 s");
        }

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /// Until it is interrupted.
    private ProgramEnd hang(ProgramStreams streams) {
        try {
            boolean _ = new CountDownLatch(1).await(LONG.toSeconds(), TimeUnit.SECONDS);
            return GOOD;
        } catch (InterruptedException e) {
            ended.countDown();
            throw new CancelledException("interrupted");
        }
    }

    @Test
    void whatIsSentArrivesAndEnds() throws IOException {
        Program program = new Program(streams -> {
            streams.output().write(MUCH);
            streams.output().write(7);
            return GOOD;
        });
        try (TarConnection tar = TarConnection.from(program, TAR, LONG)) {
            assertThat(tar.input().readNBytes(MUCH.length)).isEqualTo(MUCH);
            assertThat(tar.input().read()).isEqualTo(7);
            assertThat(tar.input().read()).isEqualTo(-1);
            assertThat(tar.end(LONG)).isEqualTo(GOOD);
        }
    }

    @Test
    void whatIsWrittenArrivesAndEnds() throws IOException {
        Program program = new Program(
                streams -> new ProgramEnd(streams.input().orElseThrow().readAllBytes().length, ""));
        try (TarConnection tar = TarConnection.to(program, TAR, LONG)) {
            tar.output().write(MUCH);
            tar.output().close();

            assertThat(tar.end(LONG).code()).isEqualTo(MUCH.length);
        }
    }

    @Test
    void aProgramThatEndsTakesNoMore() {
        try (TarConnection tar = TarConnection.to(new Program(_ -> GOOD), TAR, LONG)) {
            assertThatThrownBy(() -> tar.output().write(MUCH)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWaitThatIsInterruptedIsCancelled() {
        try (TarConnection tar = TarConnection.from(new Program(this::hang), TAR, LONG)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> tar.input().read()).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /// What runs inside.
    private interface Body {
        ProgramEnd run(ProgramStreams streams) throws IOException;
    }

    /// Programs of which each is the same.
    private record Program(Body body) implements ProgramAccess {
        @Override
        public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
            try {
                return body.run(streams);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String folder(String id) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public int foreground(ProgramRequest request) {
            throw new AssertionError("nothing else is run");
        }

        @Override
        public void background(ProgramRequest request) {
            throw new AssertionError("nothing else is run");
        }

        @Override
        public Look look(String id, Optional<String> user, List<String> argv) {
            throw new AssertionError("nothing is looked at");
        }

        @Override
        public boolean signal(String id, Optional<String> user, String token, String signal) {
            throw new AssertionError("nothing is ended");
        }

        @Override
        public End end(String id, Optional<String> user, Set<String> tokens, String signal, Duration grace) {
            throw new AssertionError("nothing is ended");
        }
    }
}
