/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.testing.Program;
import dev.kdn.testing.TestEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// TLS with certificates of its own: one key pair, which client and server show to each other.
@Timeout(30)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pair("own", "san=ip:127.0.0.1,dns:localhost");
        pair("other", "san=dns:elsewhere.invalid");
    }

    private static void pair(String name, String extension) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home", ""), "bin", "keytool").toString();
        Program.of(
                        List.of(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                extension,
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit"),
                        TestEnvironment.engines(),
                        folder)
                .run()
                .exit(0);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path files = Files.createDirectories(folder.resolve(name));
        byte[] certificate = keys.getCertificate("own").getEncoded();
        pem(files.resolve("ca.pem"), "CERTIFICATE", certificate);
        pem(files.resolve("cert.pem"), "CERTIFICATE", certificate);
        pem(
                files.resolve("key.pem"),
                "PRIVATE KEY",
                keys.getKey("own", PASSWORD).getEncoded());
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    @Test
    void bothSidesKnowEachOther() throws Exception {
        try (FakeEngine engine = server("own", FakeEngine.answering(OK))) {
            assertThat(ping(engine, "own", "1")).isTrue();
        }
    }

    @Test
    void halfIsEndedAlone() throws Exception {
        FakeEngine.Script echo = (input, output, _) -> {
            FakeEngine.readRequest(input);
            input.readNBytes("{\"Detach\":false,\"Tty\":true}".length());
            output.write("HTTP/1.1 101 UPGRADED\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            input.transferTo(output);
            output.write('!');
        };
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (FakeEngine engine = server("own", echo);
                ExecStream stream = connection(engine, "own", "1")
                        .exec("run it", "id", true, Patience.whole(Duration.ofSeconds(10)))) {
            stream.input().write("hello".getBytes(StandardCharsets.US_ASCII));
            stream.input().close();
            stream.copyOutput(received, OutputStream.nullOutputStream());
        }
        assertThat(received.toString(StandardCharsets.US_ASCII)).isEqualTo("hello!");
    }

    @Test
    void strangersAreNotBelieved() throws Exception {
        try (FakeEngine engine = server("other", FakeEngine.answering(OK))) {
            assertThatThrownBy(() -> ping(engine, "own", "1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageStartingWith(
                            "cannot reach docker at " + engine.host() + " (DOCKER_HOST): no TLS with it: ");
        }
    }

    @Test
    void certificateOfAnotherHostIsNotBelieved() throws Exception {
        try (FakeEngine engine = server("other", FakeEngine.answering(OK))) {
            assertThatThrownBy(() -> ping(engine, "other", "1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("localhost");
        }
    }

    @Test
    void anybodyIsBelievedWhenThatIsWished() throws Exception {
        TlsFiles files = new TlsFiles(
                Optional.empty(),
                Optional.of(folder.resolve("own/cert.pem")),
                Optional.of(folder.resolve("own/key.pem")),
                false);
        try (FakeEngine engine = server("own", FakeEngine.answering(OK));
                WireHttpClient client = new WireHttpClient(
                        new TlsDialer(new EngineAddress.Tcp("localhost", port(engine), Optional.of(files)), files),
                        Patience.whole(Duration.ofSeconds(10)))) {
            assertThat(client.execute(Request.builder()
                                    .method("GET")
                                    .path("/_ping")
                                    .build())
                            .getStatusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void interruptAndLimitEndReadsAndHandshakes() throws Exception {
        Thread self = Thread.currentThread();
        FakeEngine.Script interrupting = (input, _, _) -> {
            FakeEngine.readRequest(input);
            self.interrupt();
            input.read();
        };
        try (FakeEngine engine = server("own", interrupting)) {
            assertThatThrownBy(() -> ping(engine, "own", "1")).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        FakeEngine.Script deaf = (input, _, _) -> {
            input.readNBytes(10);
            self.interrupt();
            while (input.read() >= 0) {
                // of the handshake, which nobody answers
            }
        };
        try (FakeEngine engine = FakeEngine.tcp(deaf)) {
            assertThatThrownBy(() -> ping(engine, "own", "1")).isInstanceOf(CancelledException.class);
        }
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(""))) {
            assertThatThrownBy(() -> connection(engine, "own", "1")
                            .ask(
                                    "ping",
                                    Patience.whole(Duration.ofMillis(300)),
                                    client -> client.pingCmd().exec()))
                    .isInstanceOf(TimedOutException.class);
        }
    }

    @Test
    void engineThatDoesNotLikeTheCertificateIsUnavailable() throws Exception {
        try (FakeEngine engine = server("own", FakeEngine.answering(OK))) {
            Path only = Files.createDirectories(folder.resolve("only"));
            Files.copy(folder.resolve("own/ca.pem"), only.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> ping(engine, "only", "1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no TLS with it");
        }
    }

    @Test
    void engineWithoutTlsIsUnavailable() throws Exception {
        try (FakeEngine engine = FakeEngine.tcp((input, output, _) -> {
            input.readNBytes(10);
            output.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThatThrownBy(() -> ping(engine, "own", "1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no TLS with it");
        }
    }

    @Test
    void filesThatAreNoneAreNamedAndNotQuoted() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        for (String name : new String[] {"ca.pem", "cert.pem"}) {
            Files.copy(folder.resolve("own").resolve(name), broken.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                broken.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        try (FakeEngine engine = server("own", FakeEngine.answering(OK))) {
            assertThatThrownBy(() -> ping(engine, "broken", "1"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cannot read the private key " + broken.resolve("key.pem"))
                    .hasMessageNotContaining("c2VjcmV0");
        }
    }

    private static boolean ping(FakeEngine engine, String files, String verify) {
        return connection(engine, files, verify).ask("ping", client -> {
            client.pingCmd().exec();
            return true;
        });
    }

    private static DockerConnection connection(FakeEngine engine, String files, String verify) {
        return TestEngines.connection(Map.of(
                "DOCKER_HOST",
                engine.host(),
                "DOCKER_TLS_VERIFY",
                verify,
                "DOCKER_CERT_PATH",
                folder.resolve(files).toString()));
    }

    private static int port(FakeEngine engine) {
        return Integer.parseInt(engine.host().substring(engine.host().lastIndexOf(':') + 1));
    }

    private static FakeEngine server(String name, FakeEngine.Script script) throws Exception {
        KeyStore keys = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load((InputStream) null, PASSWORD);
        known.setCertificateEntry("client", keys.getCertificate("own"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(name.equals("own"));
        return FakeEngine.on(socket, script);
    }
}
