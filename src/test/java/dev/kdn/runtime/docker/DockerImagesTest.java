/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @CsvSource({
        "x86_64, amd64, ''",
        "x86_64, 386, ''",
        "x86_64, '', ''",
        "x86_64, arm64, made for linux/arm64",
        "aarch64, amd64, made for linux/amd64",
        "riscv64, riscv64, ''"
    })
    void warnsOfABaseForOtherMachines(String machine, String architecture, String warning) throws IOException {
        try (FakeEngine engine = engine(machine, architecture)) {
            for (int i = 0; i < 2; i++) { // the second time it is there already
                RecordingStepLogger steps = new RecordingStepLogger();

                prepare(engine, steps);

                assertThat(steps.warnings())
                        .hasSize(warning.isEmpty() ? 0 : 1)
                        .allMatch(text -> text.contains(BASE) && text.contains(warning));
            }
        }
        assertThat(requests).filteredOn(request -> request.startsWith("POST")).hasSize(1);
    }

    private void prepare(FakeEngine engine, RecordingStepLogger steps) {
        DockerConnection connection = engine.connection();
        RegistryCredentials credentials = new RegistryCredentials(
                Optional.empty(), folder.resolve("config.json"), new CredentialHelpers(ScriptedCommandRunner::new));
        DockerImages images = new DockerImages(connection, () -> DockerFacts.of(connection), () -> credentials);
        ImageRecipe recipe = new ImageRecipe("shell", BASE, Map.of("Containerfile", "FROM " + BASE), "linux/amd64");
        images.prepare(new Build(recipe, BuildOptions.DEFAULT, "", new Owner("s", "abc")), steps);
    }
}
