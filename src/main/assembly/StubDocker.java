/* SPDX-License-Identifier: Apache-2.0 */
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers for docker while AOT caches are trained: one container, which exists as soon as it is asked for.
final class StubDocker implements AutoCloseable {
    private static final String ID = "ab".repeat(32);
    /// What a look at the programs in a container prints if there are none, as docker frames standard output.
    private static final String LOOK = "\1\0\0\0\0\0\0\34KDN_ACTIVITY_TOKEN=whole\n--\n";

    private final ServerSocketChannel server;
    private volatile String labels = "{}";
    private volatile String state = "created";
    private volatile boolean looks;

    private StubDocker(ServerSocketChannel server) {
        this.server = server;
    }

    static StubDocker at(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        StubDocker stub = new StubDocker(server);
        Thread.ofPlatform().daemon().start(stub::serve);
        return stub;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel connection = server.accept()) {
                answer(
                        new BufferedInputStream(Channels.newInputStream(connection)),
                        Channels.newOutputStream(connection));
            } catch (IOException gone) {
                continue; // one client less
            }
        }
    }

    private void answer(InputStream input, OutputStream output) throws IOException {
        String head = until(input, "\r\n\r\n");
        String body = "";
        int length = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        if (head.contains("chunked")) {
            body = until(input, "0\r\n\r\n");
        } else if (length >= 0) {
            String digits = head.substring(length + "content-length: ".length());
            body = new String(input.readNBytes(Integer.parseInt(digits.substring(0, digits.indexOf('\r')))));
        }
        String[] request = head.split("[ ?\r]", 4);
        if (request[1].startsWith("/exec/") && request[1].endsWith("/start")) {
            send(output, "101 UPGRADED", "Connection: Upgrade\r\nUpgrade: tcp\r\n", looks ? LOOK : "");
            return;
        }
        String json = json(request[0] + " " + request[1], body);
        String status = json.isEmpty() ? "204 No Content" : request[0].equals("POST") ? "201 Created" : "200 OK";
        String type = "Content-Type: application/json\r\nConnection: close\r\n";
        send(output, status, type + (json.isEmpty() ? "" : "Content-Length: " + json.length() + "\r\n"), json);
    }

    private static void send(OutputStream output, String status, String headers, String body) throws IOException {
        output.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String until(InputStream input, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = input.read(); b >= 0; b = input.read()) {
            text.append((char) b);
            if (b == '\n' && text.toString().endsWith(end)) {
                break;
            }
        }
        return text.toString();
    }

    /// Empty for answers without a body.
    private String json(String request, String body) {
        String call = request.replace(ID, "ID");
        if (call.startsWith("GET /images/") && call.endsWith("/json") && !call.equals("GET /images/json")) {
            return "{\"Id\": \"sha256:" + ID + "\", \"Config\": {\"Labels\": {}}}";
        }
        return switch (call) {
            case "GET /info" ->
                "{\"Architecture\": \"x86_64\", \"ServerVersion\": \"20.10\", \"Driver\": \"overlay2\","
                        + " \"SecurityOptions\": [\"name=seccomp,profile=default\"], \"MemoryLimit\": true}";
            case "GET /version" ->
                "{\"Version\": \"20.10\", \"ApiVersion\": \"1.41\", \"Components\": [{\"Name\": \"Engine\","
                        + " \"Version\": \"20.10\", \"Details\": {}}]}";
            case "POST /build" -> "{\"stream\": \"Step 1/1 : FROM base\\n\"}";
            case "POST /networks/create" -> "{\"Id\": \"" + ID + "\", \"Warning\": \"\"}";
            case "GET /networks", "GET /images/json", "GET /containers/ID/changes" -> "[]";
            case "GET /containers/json" ->
                "[{\"Id\": \"" + ID + "\", \"Names\": [\"/one\"], \"ImageID\": \"sha256:" + ID + "\", \"Labels\": "
                        + labels + ", \"State\": \"" + state
                        + "\", \"Status\": \"Up\", \"Ports\": [{\"IP\": \"127.0.0.1\","
                        + " \"PrivatePort\": 80, \"PublicPort\": 40001, \"Type\": \"tcp\"}]}]";
            case "POST /containers/create" -> {
                int start = body.indexOf("\"Labels\":");
                labels = start < 0 ? labels : body.substring(start + 9, body.indexOf('}', start) + 1);
                yield "{\"Id\": \"" + ID + "\", \"Warnings\": []}";
            }
            case "POST /containers/ID/start" -> become("running");
            case "POST /containers/ID/stop" -> become("exited");
            case "GET /containers/ID/json" ->
                "{\"Id\": \"" + ID + "\", \"Name\": \"/one\", \"State\": {\"Status\": \"" + state
                        + "\", \"Paused\": false}, \"Config\": {\"Image\": \"image\", \"Labels\": " + labels
                        + "}, \"HostConfig\": {\"PortBindings\": {\"80/tcp\": [{\"HostIp\": \"127.0.0.1\","
                        + " \"HostPort\": \"\"}]}}, \"NetworkSettings\": {\"Ports\": {\"80/tcp\": [{\"HostIp\":"
                        + " \"127.0.0.1\", \"HostPort\": \"40001\"}]}}}";
            case "POST /containers/ID/exec" -> {
                looks = body.contains("echo --");
                yield "{\"Id\": \"" + ID + "\"}";
            }
            case "GET /exec/ID/json" -> "{\"ID\": \"" + ID + "\", \"Running\": false, \"ExitCode\": 0}";
            default -> "";
        };
    }

    private String become(String next) {
        state = next;
        return "";
    }
}
