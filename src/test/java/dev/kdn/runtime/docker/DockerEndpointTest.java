/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kdn.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerEndpointTest {
    // sha256 of "far"
    private static final String FAR = "512eea46ceb3921dff4363c7069d89d4964d1d9fccaa0f411851a7aa60a5c868";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "unix:///run/x.sock, unix:///run/x.sock",
        "unix://, unix:///var/run/docker.sock",
        "tcp://host, tcp://host:2375",
        "tcp://host:99/, tcp://host:99",
        "host:99, tcp://host:99",
        "tcp://:99, tcp://localhost:99",
        "tcp://[::1]:99, tcp://[::1]:99",
        "ssh://me@host, ssh://me@host",
        "ssh://host:22, ssh://host:22",
        "ssh://host/run/d.sock, ssh://host/run/d.sock"
    })
    void addressesAreRead(String text, String printed) {
        DockerEndpoint endpoint = find(Map.of("DOCKER_HOST", text));

        assertThat(endpoint).hasToString(printed + " (DOCKER_HOST)");
        assertThat(endpoint.isLocal()).isEqualTo(text.startsWith("unix"));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run/docker.sock, the scheme is missing",
        "unix://run/docker.sock, not absolute",
        "http://host, tcp:// is",
        "npipe:////./pipe/docker, not npipe://",
        "fd://, not fd://",
        "tcp://host:0, the port is no number",
        "tcp://host:x, the port is no number",
        "tcp://u:geheim@host, nothing more",
        "tcp://host/path, nothing more",
        "tcp://[::1, brackets",
        "ssh://u:geheim@host, no password",
        "ssh://, has to be ssh://",
        "ssh://-oProxyCommand=x, has to be ssh://",
        "ssh://-lx@host, has to be ssh://",
        "ssh://a b, blanks"
    })
    void wrongAddressesAreRefusedWithoutBeingQuoted(String text, String reason) {
        assertThatThrownBy(() -> find(Map.of("DOCKER_HOST", text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("cannot use the engine's address from DOCKER_HOST: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void hostGoesBeforeContextsAndDefault() throws IOException {
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:1\",\"SkipTLSVerify\":false}}}");
        config("{\"currentContext\":\"far\"}");

        assertThat(find(Map.of("DOCKER_HOST", "tcp://near:1", "DOCKER_CONTEXT", "far")))
                .hasToString("tcp://near:1 (DOCKER_HOST)");
        assertThat(find(Map.of())).hasToString("tcp://far:1 (docker context \"far\")");
        assertThat(find(Map.of("DOCKER_CONTEXT", "default")).source()).isEqualTo("default");
        config("{\"currentContext\":\"default\"}");
        assertThat(find(Map.of("DOCKER_CONTEXT", "far"))).hasToString("tcp://far:1 (docker context \"far\")");
        assertThat(find(Map.of("DOCKER_CONFIG", "/nonexistent")).source()).isEqualTo("default");
    }

    @Test
    void missingOrBrokenContextsAreNamed() throws IOException {
        assertThatThrownBy(() -> find(Map.of("DOCKER_CONTEXT", "none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("there is no docker context \"none\"");
        config("{\"currentContext\":\"gone\"}");
        assertThatThrownBy(() -> find(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("there is no docker context \"gone\"")
                .extracting(e -> ((ConfigurationException) e).hint().orElse(""))
                .isEqualTo("see 'docker context ls', or run 'docker context use default'");
        Path meta = context("{\"Endpoints\":{}}");
        assertThatThrownBy(() -> find(Map.of("DOCKER_CONTEXT", "far")))
                .hasMessage("docker context \"far\" names no engine: " + meta);
        context("{\"Endpoints\":geheim}");
        assertThatThrownBy(() -> find(Map.of("DOCKER_CONTEXT", "far")))
                .hasMessage("cannot read " + meta + ": it is broken JSON in line 1");
    }

    @Test
    void brokenSettingsAreNamedAndNotQuoted() throws IOException {
        Path file = config("{\n\"currentContext\": geheim}");

        assertThatThrownBy(() -> find(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot read " + file + ": it is broken JSON in line 2")
                .hasNoCause();
        config("[]");
        assertThatThrownBy(() -> find(Map.of())).hasMessage("cannot read " + file + ": it holds no JSON object");
    }

    @Test
    void tlsComesFromVariablesOrContext() throws IOException {
        Path certificates = Files.createDirectories(home.resolve("certs"));
        Map<String, String> variables = new HashMap<>(Map.of(
                "DOCKER_HOST", "tcp://host", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", certificates.toString()));
        assertThatThrownBy(() -> find(variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(certificates.resolve("ca.pem").toString());
        Files.createFile(certificates.resolve("ca.pem"));
        Files.createFile(certificates.resolve("key.pem"));
        assertThatThrownBy(() -> find(variables))
                .hasMessageContaining(certificates.resolve("cert.pem").toString());
        Files.createFile(certificates.resolve("cert.pem"));
        assertThat(find(variables)).hasToString("tcp://host:2376 (DOCKER_HOST)");
        assertThat(tls(find(variables)).verify()).isTrue();

        context("{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:1\",\"SkipTLSVerify\":true}}}");
        assertThat(tls(find(Map.of("DOCKER_CONTEXT", "far"))).verify()).isFalse();
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:1\"}}}");
        Path own = Files.createDirectories(home.resolve(".docker/contexts/tls/" + FAR + "/docker"));
        Files.createFile(own.resolve("ca.pem"));
        assertThat(tls(find(Map.of("DOCKER_CONTEXT", "far"))).authority()).contains(own.resolve("ca.pem"));
    }

    @Test
    void rootlessSocketsAreFoundWhenTheSystemHasNone() throws IOException {
        assumeFalse(Files.exists(Path.of("/var/run/docker.sock")));
        assertThat(find(Map.of())).hasToString("unix:///var/run/docker.sock (default)");
        assertThat(find(Map.of()).seemsThere()).isFalse();
        Path desktop = Files.createDirectories(home.resolve(".docker/run")).resolve("docker.sock");
        Files.createFile(desktop);
        assertThat(find(Map.of()).socketFile()).contains(desktop);
        Path own = Files.createFile(home.resolve("docker.sock"));
        assertThat(find(Map.of("XDG_RUNTIME_DIR", home.toString())).socketFile())
                .contains(own);
        assertThat(find(Map.of()).seemsThere()).isTrue();
    }

    @Test
    void sshIsGivenWordsAndNothingForItsShell() {
        DockerEndpoint endpoint = find(Map.of("DOCKER_HOST", "ssh://me@host:77/run/a b;c.sock".replace(" ", "$")));

        assertThat(new SshDialer((EngineAddress.Ssh) endpoint.address(), Map.of()).argv())
                .containsExactly(
                        "ssh",
                        "-T",
                        "-o",
                        "BatchMode=yes",
                        "-l",
                        "me",
                        "-p",
                        "77",
                        "--",
                        "host",
                        "docker",
                        "--host",
                        "'unix:///run/a$b;c.sock'",
                        "system",
                        "dial-stdio");
    }

    private static TlsFiles tls(DockerEndpoint endpoint) {
        return ((EngineAddress.Tcp) endpoint.address()).tls().orElseThrow();
    }

    private DockerEndpoint find(Map<String, String> environment) {
        return DockerEndpoint.find(environment, home);
    }

    private Path config(String json) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        return Files.writeString(home.resolve(".docker/config.json"), json);
    }

    private Path context(String json) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".docker/contexts/meta/" + FAR));
        return Files.writeString(folder.resolve("meta.json"), json);
    }
}
