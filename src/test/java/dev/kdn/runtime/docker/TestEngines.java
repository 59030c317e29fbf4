/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/// The engines of the test bed, each as users would name it.
final class TestEngines {
    private static final Path HOME = Path.of("/nonexistent");

    private TestEngines() {}

    static DockerConnection docker() {
        return connection(TestEnvironment.engines());
    }

    static DockerConnection podmanApi() {
        return connection(Map.of("DOCKER_HOST", variable("TESTBED_PODMAN_HOST")));
    }

    static DockerConnection remoteTcp() {
        return connection(Map.of("DOCKER_HOST", variable("TESTBED_REMOTE_TCP")));
    }

    static DockerConnection remoteTls() {
        return connection(Map.of(
                "DOCKER_HOST",
                variable("TESTBED_REMOTE_TLS"),
                "DOCKER_TLS_VERIFY",
                "1",
                "DOCKER_CERT_PATH",
                variable("TESTBED_REMOTE_CERTS")));
    }

    /// With an ssh that knows the test bed's keys first on PATH.
    static DockerConnection remoteSsh() {
        Map<String, String> environment = new HashMap<>(TestEnvironment.engines());
        environment.put("DOCKER_HOST", variable("TESTBED_REMOTE_SSH"));
        environment.put("PATH", sshFolder() + ":" + environment.getOrDefault("PATH", ""));
        return connection(environment);
    }

    private static Path sshFolder() {
        try {
            Path folder =
                    Files.createDirectories(Path.of("target", "ssh-of-testbed").toAbsolutePath());
            Path program = folder.resolve("ssh");
            Files.writeString(
                    program,
                    "#!/bin/sh\nexec /usr/bin/ssh -F '" + variable("TESTBED_REMOTE_SSH_CONFIG") + "' \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DockerConnection connection(Map<String, String> environment) {
        return new DockerConnection(() -> DockerEndpoint.find(environment, HOME), environment);
    }

    /// Of this machine's docker, as in `DOCKER_HOST`.
    static String dockerHost() {
        return TestEnvironment.engines().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    }

    static String variable(String name) {
        return TestEnvironment.engines().getOrDefault(name, "");
    }
}
