/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import dev.kdn.testing.Result;
import dev.kdn.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest("podman")
class RuntimeCheckIT {
    private Path folder;
    private Kdn kdn;

    @BeforeEach
    void open(@TempDir Path temp) {
        folder = temp;
        kdn = Kdn.fresh(temp).with("DOCKER_HOST", "unix:///nonexistent/docker.sock"); // podman decides alone
    }

    @Test
    void tellsOfAPodmanThatWorks() throws IOException {
        Result text = kdn.run("runtime", "list", "--check").exit(0);
        JsonNode podman =
                podman(kdn.run("runtime", "list", "--check", "-o", "json").exit(0));

        assertThat(text.stdout()).contains("podman: reachable\n  Endpoint: ", "  Version: ");
        assertThat(podman.at("/check/reachable").booleanValue()).isTrue();
        assertThat(podman.at("/check/rootless").booleanValue()).isEqualTo(!Owner.isRoot());
        assertThat(podman.at("/check/error").isMissingNode()).isTrue();
        assertThat(podman.at("/local").booleanValue()).isTrue();
        assertThat(kdn.storage()).doesNotExist();
    }

    @Test
    void tellsOfTheSocketThatAVariableNames() throws IOException {
        String socket =
                Optional.ofNullable(System.getenv("TESTBED_PODMAN_HOST")).orElse("");
        assumeTrue(!socket.isEmpty() && Owner.isRoot(), "needs root and the socket of a podman");

        JsonNode podman = podman(kdn.with("CONTAINER_HOST", socket)
                .run("runtime", "list", "--check", "-o", "json")
                .exit(0));

        assertThat(podman.at("/check/endpoint").textValue()).isEqualTo(socket);
        assertThat(podman.at("/check/endpointSource").textValue()).isEqualTo("CONTAINER_HOST");
        assertThat(podman.at("/check/reachable").booleanValue()).isTrue();
        assertThat(podman.at("/check/hint").isMissingNode()).isTrue();
    }

    @Test
    void endsWithFiveWhenNoEngineCanBeReached() throws IOException {
        String path = folderWithoutSandbox() + ":" + System.getenv("PATH");
        Kdn sent = kdn.with("PATH", path).with("CONTAINER_HOST", "ssh://dev:secret@127.0.0.1:1/podman.sock");

        JsonNode podman =
                podman(sent.run("runtime", "list", "--check", "-o", "json").exit(5));

        assertThat(podman.at("/check/reachable").booleanValue()).isFalse();
        assertThat(podman.at("/check/endpoint").textValue()).isEqualTo("ssh://dev@127.0.0.1:1/podman.sock");
        assertThat(podman.at("/check/error").textValue()).isNotBlank();
    }

    @Test
    void saysThatThereIsNoPodman() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("others"));
        for (String program : List.of("env", "setsid", "sh")) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
        }

        Result check = kdn.with("PATH", bin.toString())
                .run("runtime", "list", "--check")
                .exit(5);

        assertThat(check.stdout()).contains("""
            podman: not reachable
              Problem: runtime not available: podman (no podman command on PATH)
              To mend it: install Podman
            """);
        assertThat(check.stderr()).isEmpty();
    }

    @Test
    void waitsLessThanFiveSecondsForAPodmanThatHangs() throws IOException {
        Kdn hanging = hanging();
        Instant before = Instant.now();

        Result check = hanging.run("runtime", "list", "--check").exit(5);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(check.stdout()).contains("podman: not reachable", "podman does not answer");
        assertThat(isAlive(hangingProgram())).isFalse();
    }

    @Test
    void leavesNoProgramBehindWhenInterrupted() throws IOException {
        RunningProgram check = hanging()
                .start("runtime", "list", "--check")
                .awaitUntil("podman is asked", () -> Files.exists(folder.resolve("pid")));

        check.signal("INT");

        assertThat(check.await().exit()).isEqualTo(130);
        assertThat(isAlive(hangingProgram())).isFalse();
    }

    private static JsonNode podman(Result result) throws IOException {
        assertThat(result.stderr()).isEmpty();
        for (JsonNode item : new ObjectMapper().readTree(result.stdout()).at("/items")) {
            if (item.at("/name").textValue().equals("podman")) {
                return item;
            }
        }
        throw new AssertionError("no podman in " + result.stdout());
    }

    /// kdn with a podman that writes its pid to a file and then does not answer.
    private Kdn hanging() throws IOException {
        Path podman = Files.createDirectories(folder.resolve("bin")).resolve("podman");
        String pid = folder.resolve("pid").toString();
        Files.writeString(
                podman, "#!/bin/sh\necho $$ >'" + pid + ".new'\nmv '" + pid + ".new' '" + pid + "'\nexec sleep 600\n");
        assertThat(podman.toFile().setExecutable(true)).isTrue();
        return kdn.with("PATH", podman.getParent() + ":" + folderWithoutSandbox() + ":" + System.getenv("PATH"));
    }

    /// On a machine like this one, but that makes no sandboxes, so that only engines decide.
    private Path folderWithoutSandbox() throws IOException {
        Path bwrap = Files.createDirectories(folder.resolve("none")).resolve("bwrap");
        Files.writeString(bwrap, "#!/bin/sh\nexit 1\n");
        assertThat(bwrap.toFile().setExecutable(true)).isTrue();
        return folder.resolve("none");
    }

    private long hangingProgram() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
