/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.Map;

/// A running program that kdn talks with through its standard input and output. An interrupt of a thread that waits for
/// it ends it, as [#close()] does from any thread, with its whole process group. It is recorded nowhere: were kdn
/// killed, the program would find its input ended.
public final class PipedProgram extends AbstractInterruptibleChannel {
    private static final long GRACE_MILLIS = 500;
    private static final long LAST_WORDS_MILLIS = 500;
    private static final int MAX_COMPLAINT_BYTES = 16 << 10;

    private final Child child;
    private final OutputDrain stderr;

    private PipedProgram(Child child) {
        this.child = child;
        this.stderr = OutputDrain.start(child.stderr(), MAX_COMPLAINT_BYTES, new LineSink(_ -> {}));
    }

    /// Starts it in the environment of the user. The limits of the command do not hold: who starts it closes it.
    ///
    /// @param environment what kdn was started with
    /// @throws dev.kdn.error.UnavailableException if there is no such program, or it cannot be run
    public static PipedProgram start(Map<String, String> environment, Command command) {
        return new PipedProgram(new Launch(environment, new ChildJournal()).piped(command));
    }

    /// Talks with a program that was started otherwise, as the leader of a process group.
    public static PipedProgram of(Process process) {
        return new PipedProgram(new Child(process, true));
    }

    /// What the program writes.
    public InputStream output() {
        return new Output();
    }

    /// What the program reads; closing it ends the program's input.
    public OutputStream input() {
        return new Input();
    }

    /// Waits for its end, which its streams do not tell for sure.
    ///
    /// @return its exit code, 128 + n when a signal ended it
    public int exitCode() throws InterruptedException {
        return child.process().waitFor();
    }

    /// What it has written to its standard error, waited for shortly; to be asked when its output has ended.
    public String complaint() {
        try {
            boolean ignored = stderr.await(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stderr.text().strip();
    }

    @Override
    protected void implCloseChannel() {
        boolean interrupted = Thread.interrupted(); // which may be why; the wait would swallow it
        child.end(GRACE_MILLIS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(child.process().getOutputStream());
        closeQuietly(child.process().getInputStream());
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception alreadyBroken) {
            // The program is gone.
        }
    }

    private final class Output extends InputStream {
        private final InputStream pipe = child.stdout();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            boolean done = false;
            begin();
            try {
                if (!isOpen()) {
                    throw new ClosedChannelException();
                }
                int count = pipe.read(buffer, offset, length);
                done = count >= 0 || isOpen();
                return count;
            } finally {
                end(done);
            }
        }
    }

    private final class Input extends OutputStream {
        private final OutputStream pipe = child.process().getOutputStream();

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            boolean done = false;
            begin();
            try {
                pipe.write(buffer, offset, length);
                pipe.flush();
                done = true;
            } finally {
                end(done);
            }
        }

        @Override
        public void close() throws IOException {
            pipe.close();
        }
    }
}
