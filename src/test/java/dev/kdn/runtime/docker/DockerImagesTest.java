/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.runtime.container.EngineImages.Owner;
import dev.kdn.step.RecordingStepLogger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class DockerImagesTest {
    private static final String BASE = "example.org/base:1";

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    /// An engine of that machine, which has no image until one is pulled, and then one of that architecture.
    private FakeEngine engine(String machine, String architecture) throws IOException {
        return FakeEngine.tcp((input, output, _) -> {
            String line = FakeEngine.readRequest(input).lines().findFirst().orElse("");
            boolean pulled = requests.stream().anyMatch(request -> request.startsWith("POST /images/create"));
            requests.add(line);
            String body = line.startsWith("GET /info ")
                    ? "{\"Architecture\": \"" + machine + "\"}"
                    : line.startsWith("POST")
                            ? "{\"status\": \"Pull complete\"}"
                            : "{\"Id\": \"sha256:1\", \"Os\": \"linux\", \"Architecture\": \"" + architecture + "\"}";
            String status = line.startsWith("GET /images/") && !pulled ? "404 Not Found" : "200 OK";
            String answer = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            output.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private void prepare(FakeEngine engine) {
        DockerConnection connection = engine.connection();
        RegistryCredentials credentials = new RegistryCredentials(
                Optional.empty(), folder.resolve("config.json"), new CredentialHelpers(ScriptedCommandRunner::new));
        DockerImages images = new DockerImages(connection, () -> DockerFacts.of(connection), () -> credentials);
        ImageRecipe recipe = new ImageRecipe("shell", BASE, Map.of("Containerfile", "FROM " + BASE), "linux/amd64");
        images.prepare(new Build(recipe, BuildOptions.DEFAULT, "", new Owner("s", "abc")), new RecordingStepLogger());
    }

    @ParameterizedTest
    @CsvSource({"x86_64, amd64, linux%2Famd64", "aarch64, arm64, linux%2Farm64", "riscv64, riscv64, ''"})
    void asksForABaseOfTheEnginesPlatform(String machine, String architecture, String platform) throws IOException {
        try (FakeEngine engine = engine(machine, architecture)) {
            prepare(engine);
        }

        String pull = requests.stream()
                .filter(request -> request.startsWith("POST"))
                .findFirst()
                .orElseThrow();
        assertThat(pull.contains("platform=")).isEqualTo(!platform.isEmpty());
        assertThat(pull.replace("/a", "%2Fa")).contains(platform);
    }

    @ParameterizedTest
    @CsvSource({"x86_64, arm64, linux/amd64", "aarch64, amd64, linux/arm64"})
    void refusesABaseOfAnotherPlatform(String machine, String architecture, String platform) throws IOException {
        try (FakeEngine engine = engine(machine, architecture)) {
            assertThatThrownBy(() -> prepare(engine))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("base image not available: " + BASE)
                    .hasMessageContaining("it is not made for " + platform);
        }
    }
}
