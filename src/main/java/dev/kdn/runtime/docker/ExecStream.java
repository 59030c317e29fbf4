/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A program inside a container, as streams. docker-java's own reader guesses from the first byte whether the program
/// has a terminal, and takes a connection that breaks amid a frame for the program's end.
final class ExecStream implements AutoCloseable {
    private static final int HEADER = 8;
    private static final int STDERR = 2;
    private static final int ENGINE_ERROR = 3;

    // podman 4.3 loses what comes for a terminal in pieces of 8 KiB and more.
    private static final int TERMINAL_PIECE = 4096;
    private static final int MAX_REASON = 64 << 10;

    private final WireHttpClient http;
    private final WireHttpClient.Exchange exchange;
    private final Program program;
    private final DockerTroubles troubles;

    private ExecStream(
            WireHttpClient http, WireHttpClient.Exchange exchange, Program program, DockerTroubles troubles) {
        this.http = http;
        this.exchange = exchange;
        this.program = program;
        this.troubles = troubles;
    }

    /// What runs.
    ///
    /// @param what is to be done, for messages
    record Program(String what, String execId, boolean tty) {
        Request start() {
            String body = "{\"Detach\":false,\"Tty\":" + tty + "}";
            return Request.builder()
                    .method(Request.Method.POST)
                    .path("/exec/" + execId + "/start")
                    .putHeader("Content-Type", "application/json")
                    .bodyBytes(body.getBytes(StandardCharsets.US_ASCII))
                    .hijackedInput(InputStream.nullInputStream()) // the connection is asked for, see input()
                    .build();
        }
    }

    /// Starts it.
    ///
    /// @param http its own, closed with it
    static ExecStream start(WireHttpClient http, Program program, DockerTroubles troubles) {
        boolean done = false;
        try {
            WireHttpClient.Exchange exchange = http.exchange(program.start());
            WireResponse response = exchange.response();
            if (!response.succeeded()) {
                String body = new String(response.body().readNBytes(MAX_REASON), StandardCharsets.UTF_8);
                throw troubles.refused(program.what(), response.getStatusCode(), body);
            }
            done = true;
            return new ExecStream(http, exchange, program, troubles);
        } catch (IOException e) {
            throw troubles.of(program.what(), new UncheckedIOException(e));
        } finally {
            if (!done) {
                http.close();
            }
        }
    }

    /// The program's input: nothing is kept back; closing it ends the input, not the output. That of a terminal is
    /// better left open: at its end dockerd hangs up, and drops what was yet to be printed.
    OutputStream input() {
        Wire wire = exchange.wire();
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int piece = program.tty() ? TERMINAL_PIECE : Math.max(1, length);
                for (int sent = 0; sent < length; sent += piece) {
                    wire.output().write(bytes, offset + sent, Math.min(piece, length - sent));
                    wire.output().flush();
                }
            }

            @Override
            public void close() throws IOException {
                wire.endOutput();
            }
        };
    }

    /// Copies what the program prints, until it ends; each piece is flushed.
    ///
    /// @param stderr gets nothing if the program has a terminal
    /// @throws IOException if `stdout` or `stderr` cannot be written
    void copyOutput(OutputStream stdout, OutputStream stderr) throws IOException {
        if (program.tty()) {
            copyAll(stdout);
        } else {
            copyFrames(stdout, stderr);
        }
    }

    private void copyAll(OutputStream stdout) throws IOException {
        byte[] buffer = new byte[RequestBody.BUFFER];
        for (int count = read(buffer, buffer.length); count >= 0; count = read(buffer, buffer.length)) {
            stdout.write(buffer, 0, count);
            stdout.flush();
        }
    }

    /// Engine API, "Attach to a container", stream format: one byte for the stream, three zeroes, the length in four
    /// bytes, the piece.
    private void copyFrames(OutputStream stdout, OutputStream stderr) throws IOException {
        byte[] buffer = new byte[RequestBody.BUFFER];
        while (fill(buffer, HEADER)) {
            long left = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(buffer).getInt(4));
            int stream = buffer[0];
            if (stream < 0 || stream > ENGINE_ERROR) {
                throw failure(new IOException("the program's output is damaged"));
            }
            if (stream == ENGINE_ERROR) {
                throw troubles.refused(program.what(), 500, text((int) Math.min(left, MAX_REASON)));
            }
            copyPiece(left, stream == STDERR ? stderr : stdout, buffer);
        }
    }

    private void copyPiece(long length, OutputStream output, byte[] buffer) throws IOException {
        for (long left = length; left > 0; ) {
            int count = read(buffer, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw failure(cutOff());
            }
            output.write(buffer, 0, count);
            left -= count;
        }
        output.flush();
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        return fill(bytes, length) ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    /// @return false if the stream ends before the first byte
    private boolean fill(byte[] buffer, int wanted) {
        for (int got = 0; got < wanted; ) {
            try {
                int count = exchange.response().body().read(buffer, got, wanted - got);
                if (count < 0 && got == 0) {
                    return false;
                }
                if (count < 0) {
                    throw cutOff();
                }
                got += count;
            } catch (IOException e) {
                throw failure(e);
            }
        }
        return true;
    }

    private int read(byte[] buffer, int length) {
        try {
            return exchange.response().body().read(buffer, 0, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static EOFException cutOff() {
        return new EOFException("the engine closed the connection in the middle of the program's output");
    }

    private RuntimeException failure(IOException cause) {
        return troubles.of(program.what(), new UncheckedIOException(cause));
    }

    /// Ends the connection, from whichever thread; the program inside may go on.
    @Override
    public void close() {
        http.close();
    }
}
