/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.AuthConfig;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.CommandResult;
import dev.kdn.process.ScriptedCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCredentialsTest {
    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io, docker.io/library/busybox, busybox:latest",
        "team/tool:1, docker.io, docker.io/team/tool, team/tool:1",
        "docker.io/busybox, docker.io, docker.io/library/busybox, docker.io/busybox:latest",
        "localhost/a:2, localhost, localhost/a, localhost/a:2",
        "host:5000/a/b, host:5000, host:5000/a/b, host:5000/a/b:latest",
        "quay.io/a/b:1@sha256:00ff, quay.io, quay.io/a/b, quay.io/a/b@sha256:00ff"
    })
    void namesAreTakenApart(String text, String registry, String path, String whole) {
        ImageReference image = ImageReference.parse(text);

        assertThat(image.registry()).isEqualTo(registry);
        assertThat(image.path()).isEqualTo(path);
        assertThat(image).hasToString(whole);
    }

    @Test
    void loginsAreFoundByRegistryAndByTheLongestPart() throws IOException {
        docker("{'auths':{'https://index.docker.io/v1/':{'auth':'" + auth("hub:a:b") + "'},"
                + "'https://quay.io/v2/':{'auth':'" + auth("quay:q") + "'},"
                + "'quay.io/team':{'username':'team','password':'t'},"
                + "'tokens.io':{'auth':'" + auth("x:") + "','identitytoken':'id'},"
                + "'empty.io':{}}}");

        assertThat(login("busybox")).isEqualTo("hub a:b null https://index.docker.io/v1/");
        assertThat(login("quay.io/other/x:1")).isEqualTo("quay q null quay.io");
        assertThat(login("quay.io/team/x:1")).isEqualTo("team t null quay.io");
        assertThat(login("quay.io/teamwork/x:1")).isEqualTo("quay q null quay.io");
        assertThat(login("tokens.io/x")).isEqualTo("x null id tokens.io");
        assertThat(login("empty.io/x")).isEqualTo("none");
        assertThat(login("other.io/x")).isEqualTo("none");
    }

    @Test
    void noFileMeansNoLogin() {
        assertThat(login("busybox")).isEqualTo("none");
    }

    @Test
    void helpersAreAskedThroughTheirInput() throws IOException {
        docker("{'credsStore':'store','credHelpers':{'quay.io':'quay'}}");
        runner.on(
                "docker-credential-store get",
                ScriptedCommandRunner.ok(
                        "{'ServerURL':'x','Username':'<token>','Secret':'geheim'}".replace('\'', '"')));
        runner.on(
                "docker-credential-quay get",
                ScriptedCommandRunner.ok("{'Username':'me','Secret':'geheim'}".replace('\'', '"')));

        assertThat(login("busybox")).isEqualTo("null null geheim https://index.docker.io/v1/");
        assertThat(login("quay.io/a")).isEqualTo("me geheim null quay.io");
        assertThat(runner.calls())
                .extracting(command -> command.input())
                .containsExactly("https://index.docker.io/v1/\n", "quay.io\n");
        assertThat(warnings).isEmpty();
    }

    @Test
    void failingHelpersAreWarnedOfWithoutTheirWords() throws IOException {
        docker("{'credsStore':'store','auths':{'quay.io':{'auth':'" + auth("me:pw") + "'}}}");
        runner.on("docker-credential-store get", new CommandResult(1, "credentials not found in native keychain", ""));
        assertThat(login("quay.io/a")).isEqualTo("me pw null quay.io");
        assertThat(warnings).isEmpty();

        runner.on("docker-credential-store get", new CommandResult(2, "geheim", "geheim"));
        assertThat(login("other.io/a")).isEqualTo("none");
        runner.on("docker-credential-store get", ScriptedCommandRunner.ok("geheim"));
        assertThat(login("other.io/a")).isEqualTo("none");
        runner.on("docker-credential-store get", _ -> {
            throw new UnavailableException("docker-credential-store: not found on PATH");
        });
        assertThat(login("other.io/a")).isEqualTo("none");
        assertThat(warnings)
                .containsExactly(
                        "docker-credential-store failed with exit code 2, going on without it",
                        "docker-credential-store printed no JSON object, going on without it",
                        "docker-credential-store: not found on PATH, going on without it");
    }

    @Test
    void brokenFilesAreNamedAndNotQuoted() throws IOException {
        Path file = docker("{'auths':geheim}");
        assertThatThrownBy(() -> login("busybox"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot read " + file + ": it is broken JSON in line 1")
                .hasNoCause();
        docker("{'auths':{'docker.io':{'auth':'geheim!'}}}");
        assertThatThrownBy(() -> login("busybox"))
                .hasMessage("cannot read " + file + ": the login of docker.io is damaged")
                .hasNoCause();
        docker("[]");
        assertThatThrownBy(() -> login("busybox")).hasMessageContaining("holds no JSON object");
    }

    @Test
    void podmansFileGoesFirst() throws IOException {
        docker("{'auths':{'quay.io':{'auth':'" + auth("docker:pw") + "'},'docker.io':{'auth':'" + auth("hub:pw")
                + "'}}}");
        Path file = write(home.resolve("auth.json"), "{'auths':{'quay.io':{'auth':'" + auth("podman:pw") + "'}}}");
        Map<String, String> environment = Map.of("REGISTRY_AUTH_FILE", file.toString());

        assertThat(login("quay.io/a", environment)).startsWith("podman ");
        assertThat(login("busybox", environment)).startsWith("hub ");
        assertThatThrownBy(() -> login("quay.io/a", Map.of("REGISTRY_AUTH_FILE", "/nonexistent/a")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no such file: /nonexistent/a, named by REGISTRY_AUTH_FILE");
    }

    private String login(String image) {
        return login(image, Map.of());
    }

    private String login(String image, Map<String, String> environment) {
        Optional<AuthConfig> found = RegistryCredentials.of(environment, home, new CredentialHelpers(() -> runner))
                .of(ImageReference.parse(image), warnings::add);
        return found.map(login -> login.getUsername() + " " + login.getPassword() + " " + login.getIdentitytoken() + " "
                        + login.getRegistryAddress())
                .orElse("none");
    }

    private static String auth(String both) {
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private Path docker(String json) throws IOException {
        return write(Files.createDirectories(home.resolve(".docker")).resolve("config.json"), json);
    }

    private static Path write(Path file, String json) throws IOException {
        return Files.writeString(file, json.replace('\'', '"'));
    }
}
