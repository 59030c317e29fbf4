/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of the failures of calls.
@Timeout(20)
class DockerConnectionTest {
    private static final Patience SHORT = Patience.whole(Duration.ofMillis(300));
    private static final Patience LONG = Patience.whole(Duration.ofSeconds(15));

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = FakeEngine.shortFolder();
    }

    @AfterEach
    void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("s"));
        Files.delete(folder);
    }

    @Test
    void answersComeThroughUnixSocket() throws Exception {
        String json = "[{\"Id\":\"abc\",\"Unknown\":1}]";
        try (FakeEngine engine = FakeEngine.unix(
                folder,
                FakeEngine.answering("HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json))) {
            assertThat(list(engine.connection(), LONG))
                    .extracting(Container::getId)
                    .containsExactly("abc");
        }
    }

    @Test
    void refusalsHaveTheirKindAndTheEnginesWords() throws Exception {
        refused(404, "{\"message\":\"No such container: x\"}", NotFoundException.class, "No such container: x");
        refused(409, "{\"cause\":\"c\",\"message\":\"in use\",\"response\":409}", ConflictException.class, "in use");
        refused(500, "{\"message\":\"driver\\nfailed\"}", EngineException.class, "driver failed");
        refused(503, "plain words\n", EngineException.class, "plain words");
        refused(400, "", EngineException.class, "no reason given");
    }

    private static void refused(int status, String body, Class<?> kind, String words) throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(
                "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))) {
            assertThatThrownBy(() -> list(engine.connection(), LONG))
                    .isInstanceOf(kind)
                    .hasMessage("cannot list containers: " + words);
        }
    }

    @Test
    void silentEngineTimesOut() throws Exception {
        for (String begun : new String[] {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["}) {
            try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(begun))) {
                assertThatThrownBy(() -> list(engine.connection(), SHORT))
                        .isInstanceOf(TimedOutException.class)
                        .hasMessage("cannot list containers: no answer within 300 ms from docker at " + engine.host()
                                + " (DOCKER_HOST)");
            }
        }
    }

    @Test
    void interruptCancelsWhateverIsWaitedFor() throws Exception {
        for (String begun : new String[] {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["}) {
            Thread self = Thread.currentThread();
            FakeEngine.Script script = (input, output, engine) -> {
                FakeEngine.readRequest(input);
                output.write(begun.getBytes(StandardCharsets.US_ASCII));
                output.flush();
                self.interrupt();
                input.read(); // until the client goes
            };
            for (boolean unix : new boolean[] {true, false}) {
                Files.deleteIfExists(folder.resolve("s"));
                try (FakeEngine engine = unix ? FakeEngine.unix(folder, script) : FakeEngine.tcp(script)) {
                    assertThatThrownBy(() -> list(engine.connection(), LONG))
                            .isInstanceOf(CancelledException.class)
                            .hasMessage("cancelled: list containers");
                    assertThat(Thread.interrupted()).isFalse();
                }
            }
        }
    }

    @Test
    void missingSocketIsNamedWithItsRemedy() {
        DockerConnection connection = TestEngines.connection(Map.of("DOCKER_HOST", "unix://" + folder + "/none"));

        assertThatThrownBy(() -> list(connection, LONG))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot reach docker at unix://" + folder + "/none (DOCKER_HOST): there is no such socket")
                .extracting(e -> ((UnavailableException) e).hint().orElse(""))
                .isEqualTo("start the engine of that socket, or correct or unset DOCKER_HOST");
    }

    @Test
    void deadSocketAndClosedPortAreUnavailable() throws Exception {
        FakeEngine.unix(folder, FakeEngine.answering("")).close();
        assertThatThrownBy(() ->
                        list(TestEngines.connection(Map.of("DOCKER_HOST", "unix://" + folder.resolve("s"))), LONG))
                .isInstanceOf(UnavailableException.class);

        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> list(TestEngines.connection(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port)), LONG))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot reach docker at tcp://127.0.0.1:" + port + " (DOCKER_HOST): Connection refused");
    }

    @Test
    void engineThatWantsTlsSaysSo() throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(
                "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"))) {
            assertThatThrownBy(() -> list(engine.connection(), LONG))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageEndingWith("speaks TLS");
        }
    }

    @Test
    void streamHandsOverPiecesAndNoticesTheMissingEnd() throws Exception {
        String piece = "{\"status\":\"Waiting\",\"id\":\"a\"}";
        String chunk = Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(head, chunk, chunk, "0\r\n\r\n"))) {
            assertThat(pull(engine, LONG)).containsExactly("Waiting", "Waiting");
        }
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(head, chunk))) {
            assertThatThrownBy(() -> pull(engine, LONG))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("cannot pull: the engine closed the connection");
        }
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(head + chunk))) {
            assertThatThrownBy(() -> pull(engine, Patience.silence(Duration.ofMillis(300))))
                    .isInstanceOf(TimedOutException.class);
        }
    }

    @Test
    void streamEndsWithAnInterruptAndWithItsConsumer() throws Exception {
        String head = "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"Waiting\"}";
        Thread self = Thread.currentThread();
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(head))) {
            assertThatThrownBy(() -> stream(engine, _ -> self.interrupt())).isInstanceOf(CancelledException.class);
            assertThatThrownBy(() -> stream(engine, _ -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
        }
    }

    @Test
    void outputIsTakenApartAndItsMissingEndNoticed() throws Exception {
        String head = "HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n";
        String out = "\1\0\0\0\0\0\0\3out";
        String err = "\2\0\0\0\0\0\0\3err";
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        try (FakeEngine engine =
                        FakeEngine.tcp(FakeEngine.answering(head + out.substring(0, 5), out.substring(5), err));
                ExecStream stream = engine.connection().exec("run it", "id", false, LONG)) {
            stream.copyOutput(stdout, stderr);
        }
        assertThat(stdout.toString(StandardCharsets.US_ASCII)).isEqualTo("out");
        assertThat(stderr.toString(StandardCharsets.US_ASCII)).isEqualTo("err");

        broken(head + out + "\1\0\0", "in the middle of the program's output");
        broken(head + "\1\0\0\0\0\0\0\7out", "in the middle of the program's output");
        broken(head + "hello there", "damaged");
        broken(head + "\3\0\0\0\0\0\0\3oom", "cannot run it: oom");
    }

    @Test
    void programThatCannotStartIsRefused() throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(
                FakeEngine.answering("HTTP/1.1 409 Conflict\r\nContent-Length: 20\r\n\r\n{\"message\":\"paused\"}"))) {
            assertThatThrownBy(() -> engine.connection().exec("run it", "id", false, LONG))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("cannot run it: paused");
        }
    }

    private static void broken(String answer, String words) throws Exception {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.answering(answer));
                ExecStream stream = engine.connection().exec("run it", "id", false, LONG)) {
            assertThatThrownBy(
                            () -> stream.copyOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(words);
        }
    }

    private static List<Container> list(DockerConnection connection, Patience patience) {
        return connection.ask(
                "list containers",
                patience,
                client -> client.listContainersCmd().withShowAll(true).exec());
    }

    private static List<String> pull(FakeEngine engine, Patience patience) {
        List<String> seen = new ArrayList<>();
        engine.connection().<PullResponseItem>stream(
                "pull",
                patience,
                (client, callback) -> client.pullImageCmd("a").withTag("1").exec(callback),
                item -> seen.add(item.getStatus()));
        return seen;
    }

    private static void stream(FakeEngine engine, java.util.function.Consumer<PullResponseItem> each) {
        engine.connection().stream(
                "pull",
                LONG,
                (client, callback) -> client.pullImageCmd("a").withTag("1").exec(callback),
                each);
    }
}
