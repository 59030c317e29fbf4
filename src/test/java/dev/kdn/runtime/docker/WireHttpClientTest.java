/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// HTTP as engines, and things that are none, speak it.
@Timeout(20)
class WireHttpClientTest {
    private static final Patience PATIENCE = Patience.whole(Duration.ofSeconds(10));

    @Test
    void bodyOfToldLengthIsRead() throws Exception {
        assertThat(get("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")).isEqualTo("200 hello");
    }

    @Test
    void bodyInChunksIsReadWithExtensionsAndTrailers() throws Exception {
        String head = "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n";
        assertThat(get(head + "3;name=\"a;b\"\r\nhel\r\n02 \r\nlo\r\n0;last\r\nTrailer: x\r\n\r\n"))
                .isEqualTo("200 hello");
    }

    @Test
    void bodyWithoutLengthEndsWithConnection() throws Exception {
        assertThat(get("HTTP/1.0 400 Bad Request\r\n\r\nno")).isEqualTo("400 no");
    }

    @Test
    void noticesBeforeTheAnswerArePassedOver() throws Exception {
        assertThat(get("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
                .isEqualTo("204 ");
    }

    @Test
    void largeHeadersAreTakenAndEndlessOnesRefused() throws Exception {
        String large = "X-Large: " + "x".repeat(100_000) + "\r\n";
        assertThat(get("HTTP/1.1 200 OK\r\n" + large + large + "Content-Length: 0\r\n\r\n"))
                .isEqualTo("200 ");

        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\n" + large + large + large + "\r\n"))
                .hasMessageContaining("headers without end");
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300_000)))
                .hasMessageContaining("a line without end");
    }

    @Test
    void serverGoneAmidItsAnswerIsNoEnd() {
        assertThatThrownBy(() -> get("")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> get("HTTP/1.1 200 O")).hasRootCauseInstanceOf(EOFException.class);
        for (String body : new String[] {
            "Content-Length: 10\r\n\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhel"
        }) {
            assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\n" + body)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void damagedAnswersAreRefused() {
        for (String answer : new String[] {
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n"
        }) {
            assertThatThrownBy(() -> get(answer)).isInstanceOfAny(IOException.class, UncheckedIOException.class);
        }
    }

    @Test
    void requestTellsItsLengthAndThatItIsTheOnlyOne() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        FakeEngine.Script script = (input, output, _) -> {
            String head = FakeEngine.readRequest(input);
            seen.complete(head + new String(input.readNBytes(2), StandardCharsets.US_ASCII));
            output.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
        try (FakeEngine engine = FakeEngine.tcp(script);
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE)) {
            client.execute(Request.builder()
                            .method(Request.Method.POST)
                            .path("/a?b=c")
                            .putHeader("X-Own", "1")
                            .bodyBytes("{}".getBytes(StandardCharsets.US_ASCII))
                            .build())
                    .close();
            String port = engine.host().substring("tcp://".length());
            assertThat(seen.get(5, TimeUnit.SECONDS))
                    .isEqualTo("POST /a?b=c HTTP/1.1\r\nHost: " + port
                            + "\r\nX-Own: 1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        }
    }

    @Test
    void streamIsSentInChunks() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        FakeEngine.Script script = (input, output, _) -> {
            FakeEngine.readRequest(input);
            seen.complete(FakeEngine.slurp(new ChunkedInput(input)));
            output.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
        try (FakeEngine engine = FakeEngine.tcp(script);
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE)) {
            client.execute(upload(new ByteArrayInputStream("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII))))
                    .close();
        }
        assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo("x".repeat(100_000));
    }

    @Test
    void refusalBeforeTheWholeUploadIsHeard() throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(
                        FakeEngine.stallingAfter("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"));
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE);
                Response response = client.execute(upload(new Endless()))) {
            assertThat(response.getStatusCode()).isEqualTo(404);
            assertThat(FakeEngine.slurp(response.getBody())).isEqualTo("no");
        }
    }

    @Test
    void uploadThatCannotBeReadIsItsOwnFault() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(""));
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE)) {
            assertThatThrownBy(() -> client.execute(upload(broken)))
                    .hasRootCauseMessage("disk on fire")
                    .hasMessageContaining("cannot read what is to be sent");
        }
    }

    @Test
    void takenOverConnectionPassesBothWaysAndTheEndOfInput() throws Exception {
        for (String head : new String[] {
            "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
        }) {
            FakeEngine.Script echo = (input, output, _) -> {
                String request = FakeEngine.readRequest(input);
                output.write(head.getBytes(StandardCharsets.US_ASCII));
                output.write(request.contains("Upgrade: tcp") ? 'U' : '-');
                input.transferTo(output); // to the end
                output.write("!".getBytes(StandardCharsets.US_ASCII));
            };
            try (FakeEngine engine = FakeEngine.tcp(echo);
                    WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE);
                    Response response = client.execute(Request.builder()
                            .method(Request.Method.POST)
                            .path("/")
                            .hijackedInput(new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII)))
                            .build())) {
                assertThat(response.getStatusCode()).isEqualTo(200);
                assertThat(FakeEngine.slurp(response.getBody())).isEqualTo("Uhello!");
            }
        }
    }

    @Test
    void closingTheClientEndsItsCalls() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter("HTTP/1.1 200 OK\r\n\r\nx"))) {
            WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE);
            Thread.ofPlatform().daemon().start(() -> {
                try (Response response = client.execute(plainGet())) {
                    response.getBody().read();
                    reading.countDown();
                    outcome.completeExceptionally(
                            new AssertionError(response.getBody().read()));
                } catch (IOException expected) {
                    outcome.complete(expected);
                }
            });
            assertThat(reading.await(5, TimeUnit.SECONDS)).isTrue();

            client.close();

            assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.execute(plainGet())).hasMessageContaining("closed");
        }
    }

    @Test
    void headersWithLineBreaksAreNotSent() throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(""));
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE)) {
            assertThatThrownBy(() -> client.execute(Request.builder()
                            .method(Request.Method.GET)
                            .path("/")
                            .putHeader("X", "a\r\nY: b")
                            .build()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Request plainGet() {
        return Request.builder().method(Request.Method.GET).path("/").build();
    }

    private static Request upload(InputStream body) {
        return Request.builder().method(Request.Method.PUT).path("/").body(body).build();
    }

    /// Status and body of an answer.
    private static String get(String answer) throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(answer));
                WireHttpClient client = new WireHttpClient(engine.dialer(), PATIENCE);
                Response response = client.execute(plainGet())) {
            return response.getStatusCode() + " " + FakeEngine.slurp(response.getBody());
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
