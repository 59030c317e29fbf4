/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.process.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between kdn and an engine that speaks docker's interface, on a Unix socket of its own, or on a port if the
/// engine is on another machine. It counts requests, of which kdn sends one on each connection, and does something at a
/// chosen moment of a chosen one.
public final class EngineProxy implements AutoCloseable {
    private static final String UNIX = "unix://";
    private static final int BUFFER = 64 << 10;
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final SocketAddress engine;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new ArrayList<>();
    private Strike strike = Strike.NONE;

    /// When something is done.
    public enum Moment {
        /// The engine has not got the request, and will not.
        BEFORE,
        /// The engine has not got the request, and gets it afterwards whoever sent it.
        LATE,
        /// The engine has done what was asked, or a part of it, and has begun to answer; kdn has seen nothing of that.
        AMID,
        /// kdn has got the whole answer.
        AFTER
    }

    /// What is done.
    ///
    /// @param number of the request, counted from 1 since the last reset; 0: at none
    private record Strike(int number, Moment moment, Runnable deed) {
        static final Strike NONE = new Strike(0, Moment.BEFORE, () -> {});
    }

    private EngineProxy(SocketAddress engine, ServerSocketChannel server) {
        this.engine = engine;
        this.server = server;
        daemon(this::acceptAll);
    }

    /// Listens in that folder, or on this machine, for that engine.
    ///
    /// @param folder with a short path, as a socket's is limited
    /// @param engineHost as in `DOCKER_HOST`, of a Unix socket or with a port
    @SuppressWarnings("resource") // the proxy's own
    public static EngineProxy in(Path folder, String engineHost) {
        try {
            if (engineHost.startsWith(UNIX)) {
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                server.bind(UnixDomainSocketAddress.of(folder.resolve("engine.sock")));
                return new EngineProxy(UnixDomainSocketAddress.of(engineHost.substring(UNIX.length())), server);
            }
            URI address = URI.create(engineHost);
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new EngineProxy(new InetSocketAddress(address.getHost(), address.getPort()), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The value for `DOCKER_HOST`.
    public String host() {
        try {
            return switch (server.getLocalAddress()) {
                case InetSocketAddress port -> "tcp://127.0.0.1:" + port.getPort();
                case UnixDomainSocketAddress socket -> UNIX + socket.getPath();
                case SocketAddress other -> throw new IllegalStateException(other.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The requests since the last reset, each as its method, the kind of object, and what is asked of it, such as
    /// `POST containers create`.
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /// Forgets the requests and does nothing at any.
    public void reset() {
        synchronized (requests) {
            requests.clear();
            strike = Strike.NONE;
        }
    }

    /// Begins to count anew.
    ///
    /// @param deed is over before anything goes on with that request; it may take long
    public void at(int number, Moment moment, Runnable deed) {
        synchronized (requests) {
            requests.clear();
            strike = new Strike(number, moment, deed);
        }
    }

    /// Waits until no request is under way.
    public void awaitQuiet() {
        try {
            Eventually.await(QUIET, "the engine has answered everything", open::isEmpty);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void serve(SocketChannel client) {
        open.add(client);
        try (client;
                SocketChannel upstream = engine instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open()) {
            open.add(upstream);
            try {
                serve(client, upstream);
            } finally {
                open.remove(upstream);
            }
        } catch (IOException gone) {
            // The other one notices, as without a proxy.
        } finally {
            open.remove(client);
        }
    }

    private void serve(SocketChannel client, SocketChannel upstream) throws IOException {
        byte[] head = head(client);
        if (head.length == 0) {
            return;
        }
        Strike now = counted(head);
        if (now.moment() == Moment.BEFORE) {
            now.deed().run();
            return;
        }
        upstream.connect(engine);
        exchange(client, upstream, head, now);
    }

    /// What is to be done at this request; `LATE` at none means that nothing is.
    private Strike counted(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        synchronized (requests) {
            requests.add(words(text.substring(0, text.indexOf('\r'))));
            return strike.number() == requests.size() ? strike : new Strike(0, Moment.LATE, () -> {});
        }
    }

    private static void exchange(SocketChannel client, SocketChannel upstream, byte[] head, Strike now)
            throws IOException {
        if (now.moment() == Moment.LATE) {
            now.deed().run();
        }
        write(upstream, ByteBuffer.wrap(head));
        boolean hijacks = new String(head, StandardCharsets.ISO_8859_1).contains("\r\nUpgrade: ");
        Thread up = daemon(() -> sendOn(client, upstream, hijacks));
        if (now.moment() == Moment.AMID) {
            ByteBuffer first = ByteBuffer.allocate(BUFFER);
            upstream.read(first);
            now.deed().run();
            write(client, first.flip());
        }
        try {
            copy(upstream, client);
        } finally {
            if (now.moment() == Moment.AFTER) {
                now.deed().run(); // also if kdn closed first: it had all it wanted
            }
        }
        up.interrupt();
    }

    /// Only the input of a program ends before its output; who otherwise sends no more is gone.
    private static void sendOn(SocketChannel client, SocketChannel upstream, boolean hijacks) {
        try {
            copy(client, upstream);
            if (hijacks) {
                upstream.shutdownOutput();
            } else {
                upstream.close();
            }
        } catch (IOException gone) {
            // The answer ends, too.
        }
    }

    /// What comes up to the end of the request's head, and perhaps a little more.
    private static byte[] head(SocketChannel client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (!head.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
            if (client.read(buffer.clear()) < 0) {
                return new byte[0];
            }
            head.write(buffer.array(), 0, buffer.position());
        }
        return head.toByteArray();
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (from.read(buffer.clear()) >= 0) {
            write(to, buffer.flip());
        }
    }

    private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /// `POST /v1.41/containers/4711/start?t=2 HTTP/1.1` is `POST containers start`.
    static String words(String requestLine) {
        String[] parts = requestLine.split(" ", -1);
        String path = parts[1].replaceFirst("\\?.*", "").replaceFirst("^/v[0-9.]+/", "/");
        String[] names = path.substring(1).split("/", -1);
        String last = names[names.length - 1];
        boolean verb = names.length > 1 && last.matches("[a-z]+");
        return parts[0] + " " + names[0] + (verb ? " " + last : "");
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform().daemon().name("engine-proxy").start(work);
    }

    @Override
    public void close() {
        try {
            SocketAddress address = server.getLocalAddress();
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
            if (address instanceof UnixDomainSocketAddress socket) {
                Files.deleteIfExists(socket.getPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
