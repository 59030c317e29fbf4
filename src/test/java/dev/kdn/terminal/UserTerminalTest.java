/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.OutputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.Eventually;
import dev.kdn.process.TerminalDevice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UserTerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void copiesBothWaysUntilTheInputEnds() {
        byte[] bytes = new byte[3_000_000];
        new Random(4).nextBytes(bytes);
        FakeRemote cat = new FakeRemote((input, output, errors) -> {
            input.transferTo(output);
            errors.write("done\n".getBytes(UTF_8));
        });

        Ending ending = terminal(new ByteArrayInputStream(bytes)).connect(cat);

        assertThat(ending).isEqualTo(Ending.ENDED);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(err.toString(UTF_8)).isEqualTo("done\n");
        assertThat(cat.sizes).isEmpty();
    }

    @Test
    void endsWithTheCommandThoughNobodyTypes() throws IOException {
        try (PipedInputStream silent = new PipedInputStream(new PipedOutputStream())) {
            FakeRemote remote = new FakeRemote((_, output, _) -> output.write('x'));

            assertThat(terminal(silent).connect(remote)).isEqualTo(Ending.ENDED);
            assertThat(out.toString(UTF_8)).isEqualTo("x");
        }
    }

    @Test
    void detachKeysLeaveTheCommandAlone() {
        // A pipe whose writing thread has ended breaks, so it does not read on.
        FakeRemote remote = new FakeRemote(
                (_, _, _) -> assertThat(new CountDownLatch(1).await(1, MINUTES)).isTrue());

        Ending ending = session(remote, "ls\n\020\021ls\n").run();

        assertThat(ending).isEqualTo(Ending.DETACHED);
        assertThat(remote.sent.toString(UTF_8)).isEqualTo("ls\n");
        assertThat(remote.inputEnded).isFalse();
        assertThat(remote.isDisconnected()).isTrue();
    }

    @Test
    void endOfTheInputSendsWhatWasHeldBack() {
        FakeRemote remote = new FakeRemote((input, _, _) -> input.transferTo(OutputStream.nullOutputStream()));

        assertThat(session(remote, "ls\n\020").run()).isEqualTo(Ending.ENDED);
        assertThat(remote.sent.toString(UTF_8)).isEqualTo("ls\n\020");
        assertThat(remote.inputEnded).isTrue();
        assertThat(remote.isDisconnected()).isFalse();
    }

    @Test
    void aCommandThatTakesNoInputGoesOn() {
        FakeRemote remote = new FakeRemote((input, output, _) -> {
            input.close();
            output.write('x');
        });

        assertThat(terminal("unread").connect(remote)).isEqualTo(Ending.ENDED);
        assertThat(out.toString(UTF_8)).isEqualTo("x");
    }

    @Test
    void withoutATerminalThereAreNoDetachKeys() {
        terminal("\020\021").connect(new FakeRemote((input, output, _) -> input.transferTo(output)));

        assertThat(out.toString(UTF_8)).isEqualTo("\020\021");
    }

    @Test
    void whatASessionDidNotTakeIsTheNextOnes() throws IOException {
        PipedOutputStream keyboard = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(keyboard)) {
            UserTerminal terminal = terminal(in);
            terminal.connect(new FakeRemote((_, _, _) -> {}));

            keyboard.write("typed later\n".getBytes(UTF_8));
            keyboard.close();
            terminal.connect(new FakeRemote((input, output, _) -> input.transferTo(output)));

            assertThat(out.toString(UTF_8)).isEqualTo("typed later\n");
        }
    }

    @Test
    void aBrokenConnectionIsSaid() {
        assertThatThrownBy(() -> terminal("").connect(new FakeRemote((_, _, _) -> {
                    throw new IOException("reset by peer");
                })))
                .isInstanceOf(EngineException.class)
                .hasMessage("the connection to the command broke: reset by peer");
        assertThatThrownBy(() -> terminal("").connect(new FakeRemote((_, _, _) -> {
                    throw new EngineException("no such exec");
                })))
                .hasMessage("no such exec");
    }

    @Test
    void endsQuietlyWhenNobodyReads() {
        FakeRemote yes = new FakeRemote((_, output, _) -> {
            while (true) {
                output.write("y\n".getBytes(UTF_8));
            }
        });

        assertThat(new UserTerminal(nothing(), failing("Broken pipe"), err, new Cancellation()).connect(yes))
                .isEqualTo(Ending.UNREAD);
    }

    @Test
    void endsWithAnErrorWhenTheOutputCannotBeWritten() {
        FakeRemote remote = new FakeRemote((_, output, _) -> output.write('y'));
        UserTerminal terminal =
                new UserTerminal(nothing(), failing("No space left on device"), err, new Cancellation());

        assertThatThrownBy(() -> terminal.connect(remote))
                .isInstanceOf(OutputException.class)
                .hasMessage("cannot write what the command prints: No space left on device");
    }

    @Test
    void anInterruptDisconnectsAndClearsTheFlag() throws IOException {
        FakeRemote remote = new FakeRemote((input, _, _) -> input.transferTo(OutputStream.nullOutputStream()));
        UserTerminal terminal = terminal(new PipedInputStream(new PipedOutputStream()));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> terminal.connect(remote)).isInstanceOf(CancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(remote.isDisconnected()).isTrue();
    }

    @Test
    void aConnectionThatHangsIsLeftBehind() throws InterruptedException {
        AtomicReference<String> refusal = new AtomicReference<>("");
        CountDownLatch release = new CountDownLatch(1);
        FakeRemote deaf = new FakeRemote((_, output, _) -> {
            while (release.getCount() > 0) {
                LockSupport.park();
                boolean ignored = Thread.interrupted();
            }
            try {
                output.write('x');
            } catch (IOException e) {
                refusal.set(String.valueOf(e.getMessage()));
            }
        });
        long begun = System.nanoTime();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> terminal("").connect(deaf)).isInstanceOf(CancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        release.countDown();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kdn-remote"))
                .forEach(LockSupport::unpark);
        Eventually.await(Duration.ofSeconds(5), "refusal", () -> refusal.get().equals("the session has ended"));
        assertThat(out.size()).isZero();
    }

    @Test
    void withoutATerminalRawModeIsRefused() {
        // Maven's own standard input is none in a test.
        assumeFalse(new TerminalDevice(0).isTerminal());

        assertThatThrownBy(() -> terminal("").connectRaw(new FakeRemote((_, _, _) -> {}), DetachKeys.DEFAULT))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot read the settings of the terminal: not a terminal");
    }

    private Session session(RemoteCommand remote, String typed) {
        UserInput input = new UserInput(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        return new Session(remote, java.util.Optional.of(input), DetachKeys.DEFAULT, out, err);
    }

    private UserTerminal terminal(String typed) {
        return terminal(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    }

    private UserTerminal terminal(InputStream in) {
        return new UserTerminal(in, out, err, new Cancellation());
    }

    private static InputStream nothing() {
        return InputStream.nullInputStream();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
