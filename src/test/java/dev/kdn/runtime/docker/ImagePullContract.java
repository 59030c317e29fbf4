/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.step.RecordingStepLogger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from the registries of the test bed.
@Timeout(60)
abstract class ImagePullContract {
    private static final String OPEN = TestEngines.variable("TESTBED_REGISTRY");
    private static final String CLOSED = TestEngines.variable("TESTBED_REGISTRY_AUTH");

    @TempDir
    private Path folder;

    private final RecordingStepLogger steps = new RecordingStepLogger();

    abstract DockerConnection connection();

    @BeforeEach
    @AfterEach
    void forgetImages() {
        for (String image : new String[] {OPEN + "/testbed/busybox:1", CLOSED + "/testbed/busybox:1"}) {
            try {
                connection()
                        .<Void>ask(
                                "forget " + image,
                                client -> client.removeImageCmd(image)
                                        .withNoPrune(true)
                                        .exec());
            } catch (NotFoundException wasNotThere) {
                // Then it need not be forgotten.
            }
        }
    }

    @Test
    void openRegistryGivesImage() {
        String id = pull(OPEN + "/testbed/busybox:1", Optional.empty());

        assertThat(id).matches("(sha256:)?[0-9a-f]{64}");
        assertThat(steps.events())
                .startsWith("start: Pulling " + OPEN + "/testbed/busybox:1")
                .endsWith("complete: Pulled " + OPEN + "/testbed/busybox:1")
                .anyMatch(event -> event.startsWith("output: ") && event.contains(" layers"));
    }

    @Test
    void closedRegistryGivesImageForPassword() throws IOException {
        login("test:test");

        assertThat(pull(CLOSED + "/testbed/busybox:1", Optional.empty())).isNotEmpty();
    }

    @Test
    void closedRegistryWantsLogin() {
        assertThatThrownBy(() -> pull(CLOSED + "/testbed/busybox:1", Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot pull " + CLOSED + "/testbed/busybox:1: there is no such image in the registry "
                        + CLOSED + ", or it wants a login");
    }

    @Test
    void closedRegistryRefusesWrongPassword() throws IOException {
        login("test:wrong");

        assertThatThrownBy(() -> pull(CLOSED + "/testbed/busybox:1", Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot pull " + CLOSED + "/testbed/busybox:1: the registry " + CLOSED + " refuses test");
        assertThat(steps.events().toString()).doesNotContain("wrong");
    }

    @Test
    void missingTagAndImageAreNamed() {
        for (String image : new String[] {OPEN + "/testbed/busybox:nosuch", OPEN + "/testbed/nosuch:1"}) {
            assertThatThrownBy(() -> pull(image, Optional.empty()))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("cannot pull " + image + ": there is no such image in the registry " + OPEN);
        }
    }

    @Test
    void unreachableRegistryIsNamed() {
        assertThatThrownBy(() -> pull("127.0.0.1:9/a/b:1", Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot pull 127.0.0.1:9/a/b:1: the engine cannot reach the registry 127.0.0.1:9");
    }

    @Test
    void missingPlatformIsNamed() {
        assertThatThrownBy(() -> pull(OPEN + "/testbed/busybox:1", Optional.of("linux/s390x")))
                .isInstanceOf(EngineException.class)
                .hasMessage("cannot pull " + OPEN + "/testbed/busybox:1: it is not made for linux/s390x");
    }

    @Test
    void cancelEndsPull() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> pull(OPEN + "/testbed/busybox:1", Optional.empty()))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private void login(String both) throws IOException {
        String auth = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("config.json"), "{\"auths\":{\"" + CLOSED + "\":{\"auth\":\"" + auth + "\"}}}");
    }

    private String pull(String image, Optional<String> platform) {
        RegistryCredentials credentials = new RegistryCredentials(
                Optional.empty(), folder.resolve("config.json"), new CredentialHelpers(ScriptedCommandRunner::new));
        return new ImagePull(connection(), credentials).pull(image, platform, steps);
    }
}
