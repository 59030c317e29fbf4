/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What docker-java asks, over connections of the JDK: one for each call, since an engine is near and a command makes
/// few
/// calls. Unlike the stock ones it passes the end of an exec's input on, has limits that hold, and loads a tenth of
/// their classes. Closing it ends all its calls.
final class WireHttpClient implements DockerHttpClient {
    private final Dialer dialer;
    private final Patience patience;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    WireHttpClient(Dialer dialer, Patience patience) {
        this.dialer = dialer;
        this.patience = patience;
    }

    /// What [#execute(Request)] does, for those who want the connection as well.
    record Exchange(WireResponse response, Wire wire) {}

    @Override
    public Response execute(Request request) {
        try {
            InputStream input = request.hijackedInput();
            Exchange exchange = exchange(request);
            if (input != null && exchange.response().succeeded()) {
                exchange.response().call().inBackground("docker-input", () -> feed(input, exchange.wire()));
            }
            return exchange.response();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends the request and reads the beginning of the answer.
    ///
    /// @throws IOException also when the limit is reached or the client is closed
    Exchange exchange(Request request) throws IOException {
        Call call = Call.begin(patience, calls::remove);
        calls.add(call);
        boolean done = false;
        try {
            if (closed) {
                throw new IOException("the client is closed");
            }
            Wire wire = dialer.dial(call);
            WireResponse response = answer(call, wire, request);
            call.answered();
            done = true;
            return new Exchange(response, wire);
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            if (!done) {
                call.close();
            }
        }
    }

    private WireResponse answer(Call call, Wire wire, Request request) throws IOException {
        AtomicReference<IOException> unsent = new AtomicReference<>();
        try {
            InputStream input = new BufferedInputStream(new WatchedInput(wire.input(), call), RequestBody.BUFFER);
            InputStream stream = sendOrHearWhyNot(request, wire, input);
            if (stream != null) {
                // Beside the wait for the answer: an engine may refuse before it has read everything, or never read it.
                call.inBackground("docker-body", () -> sendBody(stream, wire, call, unsent));
            }
            return WireResponse.of(ResponseHead.read(input), input, call);
        } catch (IOException e) {
            IOException unreadable = unsent.get();
            throw withComplaint(unreadable == null ? e : unreadable, wire);
        }
    }

    private @Nullable InputStream sendOrHearWhyNot(Request request, Wire wire, InputStream input) throws IOException {
        try {
            return send(request, wire.output());
        } catch (IOException e) {
            try {
                // An engine that does not like the client's certificate says so and closes the connection.
                input.mark(1);
                int ignored = input.read();
                input.reset();
                return null;
            } catch (DialFailure reason) {
                throw reason;
            } catch (IOException alsoBroken) {
                throw e;
            }
        }
    }

    /// An engine behind a program is silent if the program fails.
    private static IOException withComplaint(IOException failure, Wire wire) {
        String complaint = wire.complaint();
        return complaint.isEmpty() ? failure : new DialFailure(complaint, failure);
    }

    /// @return the rest of the request, to be sent in chunks; null if there is none
    private @Nullable InputStream send(Request request, OutputStream output) throws IOException {
        byte[] bytes = request.bodyBytes();
        InputStream stream = bytes == null ? request.body() : null;
        OutputStream buffered = new BufferedOutputStream(output, RequestBody.BUFFER);
        buffered.write(head(request, bytes, stream != null).getBytes(StandardCharsets.ISO_8859_1));
        if (bytes != null) {
            buffered.write(bytes);
        }
        buffered.flush();
        return stream;
    }

    private String head(Request request, byte @Nullable [] bytes, boolean chunked) {
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\n");
        append(head, "Host", dialer.host());
        request.headers().forEach((name, value) -> append(head, name, value));
        boolean hijacks = request.hijackedInput() != null;
        append(head, "Connection", hijacks ? "Upgrade" : "close");
        if (hijacks) {
            append(head, "Upgrade", "tcp");
        }
        if (chunked) {
            append(head, "Transfer-Encoding", "chunked");
        } else if (bytes != null || request.method().equals("POST")) {
            // Never chunked: what an engine had not yet read of the last chunk would become the program's input.
            append(head, "Content-Length", Integer.toString(bytes == null ? 0 : bytes.length));
        }
        return head.append("\r\n").toString();
    }

    private static void append(StringBuilder head, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line break in the header " + name);
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static void sendBody(InputStream body, Wire wire, Call call, AtomicReference<IOException> unsent) {
        try (body) {
            RequestBody.sendChunks(body, wire.output(), call::stillWaits);
        } catch (RequestBody.Unreadable e) {
            unsent.set(e);
            call.close();
        } catch (IOException closed) {
            // The engine does not want the rest, and its answer tells why.
        }
    }

    private static void feed(InputStream input, Wire wire) {
        try {
            RequestBody.feed(input, wire);
        } catch (IOException closed) {
            // The program inside is gone, or its terminal: whoever reads the answer notices.
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Call call : List.copyOf(calls)) {
            call.close();
        }
    }
}
