/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static dev.kdn.process.ScriptedCommandRunner.failed;
import static dev.kdn.process.ScriptedCommandRunner.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// podman as it answers on machines that are not this one.
class PodmanCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String CONNECTIONS = """
        [{"Name": "prod", "URI": "ssh://core:secret@prod:22/run/podman.sock", "Identity": "/k", "Default": false},
         {"Name": "machine", "URI": "ssh://core@127.0.0.1:5001/run/podman.sock", "Identity": "/k", "Default": true}]
        """;

    @TempDir
    private Path folder;

    private final ScriptedCommandRunner runner = new ScriptedCommandRunner();
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Endpoint> program = Optional.empty();

    @BeforeEach
    void installPodman() throws IOException {
        Path podman = Files.writeString(folder.resolve("podman"), "");
        assertThat(podman.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", folder.toString());
        program = Optional.of(new Endpoint(podman.toString(), "PATH", true));
        Files.createDirectories(folder.resolve("root/proc/self"));
        Files.createDirectories(folder.resolve("root/usr/lib/cni"));
        Path plugin = Files.writeString(folder.resolve("root/usr/lib/cni/bridge"), "");
        assertThat(plugin.toFile().setExecutable(true)).isTrue();
    }

    private EngineStatus check() {
        PodmanTroubles troubles = new PodmanTroubles(folder.resolve("root"), environment, () -> 0);
        return new PodmanCheck(new PodmanCli(runner, () -> "podman", troubles), troubles, environment).check(LIMIT);
    }

    private static CommandResult info(String version, boolean remote, boolean rootless) {
        return ok("""
            {"host": {"serviceIsRemote": %s, "security": {"rootless": %s}},
             "store": {"graphDriverName": "overlay"}, "version": {"Version": "%s"}}
            """.formatted(remote, rootless, version));
    }

    @Test
    void asksThePodmanOfThisMachineOnce() {
        runner.on("podman info", info("5.4.0", false, false));

        assertThat(check())
                .isEqualTo(new EngineStatus(
                        program, Optional.of(new Engine("5.4.0", Optional.of(false), "overlay")), Optional.empty()));
        assertThat(runner.lines()).containsExactly("podman info --format json");
        assertThat(runner.calls().getFirst().limit()).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://core:secret@build:22/run/podman.sock, ssh://core@build:22/run/podman.sock, false",
        "tcp://localhost:8080, tcp://localhost:8080, true",
        "tcp://[::1]:8080, tcp://[::1]:8080, true",
        "unix:///run/podman.sock, unix:///run/podman.sock, true",
        "not a uri, not a uri, false"
    })
    void knowsWhereAVariableSendsPodman(String host, String address, boolean local) {
        environment.put("CONTAINER_HOST", host);
        environment.put("CONTAINER_CONNECTION", "prod");
        runner.on("podman info", info("5.4.0", true, true));

        EngineStatus status = check();

        assertThat(status.endpoint()).contains(new Endpoint(address, "CONTAINER_HOST", local));
        assertThat(status.engine()).contains(new Engine("5.4.0", Optional.of(true), "overlay"));
        assertThat(status.trouble()).isEmpty();
    }

    @Test
    void knowsTheConnectionThatAVariableChooses() {
        environment.put("CONTAINER_CONNECTION", "prod");
        runner.on("podman system connection list", ok(CONNECTIONS));
        runner.on("podman info", failed(125, "Error: cannot connect"));

        EngineStatus status = check();

        assertThat(status.endpoint())
                .contains(new Endpoint("ssh://core@prod:22/run/podman.sock", "CONTAINER_CONNECTION prod", false));
        assertThat(status.isReachable()).isFalse();
        assertThat(status.trouble().orElseThrow().reason())
                .startsWith("podman does not work: cannot connect\nCONTAINER_CONNECTION sends podman");
    }

    @Test
    void knowsTheConnectionThatIsTheDefaultOfARemoteClient() {
        runner.on("podman system connection list", ok(CONNECTIONS));
        runner.on("podman info", info("5.4.0", true, true));

        assertThat(check().endpoint())
                .contains(new Endpoint(
                        "ssh://core@127.0.0.1:5001/run/podman.sock", "podman system connection machine", true));
    }

    @Test
    void goesOnWithoutTheConnectionsWhenTheyCannotBeListed() {
        environment.put("CONTAINER_CONNECTION", "prod");
        runner.on("podman system connection list", this::hang);
        runner.on("podman info", info("5.4.0", true, true));

        EngineStatus status = check();

        assertThat(status.endpoint()).isEmpty();
        assertThat(status.isReachable()).isTrue();
    }

    @Test
    void saysThatPodmanHangs() {
        runner.on("podman info", this::hang);

        assertThat(check())
                .isEqualTo(EngineStatus.silent(
                        program,
                        "podman does not answer: 'podman info' was ended after 2.5 s",
                        "see what it waits for with 'podman --log-level=debug info'"));
    }

    @Test
    void saysWhatToDoAboutAnotherMachineThatHangs() {
        environment.put("CONTAINER_HOST", "ssh://build/run/podman.sock");
        runner.on("podman info", this::hang);

        EngineStatus status = check();

        assertThat(status.endpoint().map(Endpoint::source)).contains("CONTAINER_HOST");
        assertThat(status.trouble().flatMap(Trouble::remedy))
                .contains("check that the engine there works, or run 'unset CONTAINER_HOST' and try again");
    }

    @Test
    void saysWhyPodmanFails() {
        runner.on("podman info", failed(125, "Error: no space left"));

        assertThat(check())
                .isEqualTo(EngineStatus.silent(
                        program,
                        "podman does not work: no space left",
                        "mend podman until 'podman info' succeeds, then try again"));
    }

    @Test
    void saysThatPodmanCannotBeRun() {
        runner.on("podman info", _ -> {
            throw new UnavailableException("podman: not found on PATH", "install podman or put it on PATH");
        });

        assertThat(check())
                .isEqualTo(
                        EngineStatus.silent(program, "podman: not found on PATH", "install podman or put it on PATH"));
    }

    @Test
    void tellsOfAPodmanThatAnswersButIsTooOld() {
        runner.on("podman info", info("3.4.4", false, false));

        EngineStatus status = check();

        assertThat(status.isReachable()).isTrue();
        assertThat(status.trouble())
                .contains(new Trouble("podman 3.4.4 is too old for kdn", Optional.of("install podman 4.3 or newer")));
    }

    @Test
    void doesNotTakeNonsenseForAnAnswer() {
        runner.on("podman info", ok("hello"));

        assertThat(check().isReachable()).isFalse();
        assertThat(check().trouble().orElseThrow().reason()).isEqualTo("podman answered what kdn does not understand");
    }

    private CommandResult hang(Command command) {
        throw new TimedOutException("podman took longer than " + command.limit());
    }
}
