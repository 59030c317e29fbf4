/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A server that answers every connection by a script of the test.
final class FakeEngine implements Closeable {
    private final Closeable server;
    private final String host;
    private final List<Closeable> connections = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeEngine(Closeable server, String host) {
        this.server = server;
        this.host = host;
    }

    /// Both directions of a connection; it is closed when the script returns.
    interface Script {
        void run(InputStream input, OutputStream output, FakeEngine engine) throws IOException, InterruptedException;
    }

    static FakeEngine unix(Path folder, Script script) throws IOException {
        Path file = folder.resolve("s");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file));
        FakeEngine engine = new FakeEngine(server, "unix://" + file);
        engine.serve(
                () -> {
                    SocketChannel channel = server.accept();
                    return new Connection(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
                },
                script);
        return engine;
    }

    static FakeEngine tcp(Script script) throws IOException {
        return on(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), script);
    }

    static FakeEngine on(ServerSocket server, Script script) {
        FakeEngine engine = new FakeEngine(server, "tcp://localhost:" + server.getLocalPort());
        engine.serve(
                () -> {
                    Socket socket = server.accept();
                    return new Connection(socket, socket.getInputStream(), socket.getOutputStream());
                },
                script);
        return engine;
    }

    /// Answers with this text, whatever is asked, and closes the connection.
    static Script answering(String... pieces) {
        return (input, output, _) -> {
            readRequest(input);
            for (String piece : pieces) {
                output.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                output.flush();
            }
        };
    }

    /// Answers with this text, and then keeps the connection open.
    static Script stallingAfter(String text) {
        return (input, output, engine) -> {
            readRequest(input);
            output.write(text.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            engine.closed.await();
        };
    }

    /// Up to the empty line; bodies are left.
    static String readRequest(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = input.read();
            if (b < 0) {
                break;
            }
            text.append((char) b);
        }
        return text.toString();
    }

    /// What `DOCKER_HOST` would be.
    String host() {
        return host;
    }

    DockerConnection connection() {
        return TestEngines.connection(Map.of("DOCKER_HOST", host));
    }

    Dialer dialer() {
        return DockerEndpoint.find(Map.of("DOCKER_HOST", host), Path.of("/nonexistent"))
                .dialer(Map.of());
    }

    private record Connection(Closeable socket, InputStream input, OutputStream output) {}

    private interface Acceptor {
        Connection accept() throws IOException;
    }

    private void serve(Acceptor acceptor, Script script) {
        Thread.ofPlatform().daemon().name("fake-engine").start(() -> {
            try {
                while (true) {
                    Connection connection = acceptor.accept();
                    synchronized (connections) {
                        connections.add(connection.socket());
                    }
                    Thread.ofPlatform().daemon().name("fake-engine-call").start(() -> run(connection, script));
                }
            } catch (IOException serverClosed) {
                // The test is over.
            }
        });
    }

    private void run(Connection connection, Script script) {
        try (Closeable _ = connection.socket()) {
            script.run(connection.input(), connection.output(), this);
        } catch (Exception clientGone) {
            // The test sees its side.
        }
    }

    static String slurp(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.ISO_8859_1));
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            text.append((char) c);
        }
        return text.toString();
    }

    static Path shortFolder() throws IOException {
        return Files.createTempDirectory("kdn"); // names of sockets may have 107 bytes only
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        synchronized (connections) {
            for (Closeable connection : connections) {
                connection.close();
            }
        }
    }
}
