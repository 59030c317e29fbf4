/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.runtime.container.UserMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What engines tell of themselves, and what follows from it.
@Timeout(20)
class DockerCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String DOCKER = "{\"Components\":[{\"Name\":\"Engine\",\"Version\":\"20.10.24\"}]}";
    private static final String PODMAN = "{\"Components\":[{\"Name\":\"Podman Engine\",\"Version\":\"4.3.1\"}]}";

    /// An engine with these answers.
    private static FakeEngine engine(String info, String version) throws IOException {
        return FakeEngine.tcp((input, output, _) -> {
            String body = FakeEngine.readRequest(input).contains("/info ") ? info : version;
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            output.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static String info(String options, String more) {
        return "{\"ServerVersion\":\"1.2\",\"Driver\":\"overlay2\",\"Architecture\":\"x86_64\",\"SecurityOptions\":["
                + options + "]" + more + "}";
    }

    private static DockerFacts facts(String options, String more, String version) throws IOException {
        try (FakeEngine engine = engine(info(options, more), version)) {
            DockerFacts facts = DockerFacts.of(engine.connection(), LIMIT);
            boolean _ = facts.isPodman(); // as long as it can be asked
            return facts;
        }
    }

    @Test
    void tellsOfAnEngineThatIsWell() throws IOException {
        try (FakeEngine engine = engine(info("\"name=seccomp,profile=default\",\"name=rootless\"", ""), DOCKER)) {
            EngineStatus status = new DockerCheck(engine.connection()).check(LIMIT);

            assertThat(status.endpoint()).contains(new Endpoint(engine.host(), "DOCKER_HOST", false));
            assertThat(status.engine()).contains(new Engine("1.2", Optional.of(true), "overlay2"));
            assertThat(status.trouble()).isEmpty();
        }
    }

    @Test
    void tellsOfPodmanBehindDockersInterface() throws IOException {
        try (FakeEngine engine = engine(info("", ""), PODMAN)) {
            assertThat(new DockerCheck(engine.connection()).check(LIMIT).engine())
                    .contains(new Engine("podman 1.2", Optional.of(false), "overlay2"));
        }
    }

    @Test
    void tellsOfAnEngineThatMapsIds() throws IOException {
        try (FakeEngine engine = engine(info("\"name=userns\"", ""), DOCKER)) {
            EngineStatus status = new DockerCheck(engine.connection()).check(LIMIT);

            assertThat(status.engine()).isPresent();
            assertThat(status.trouble().map(Trouble::reason).orElseThrow()).contains("userns-remap");
            assertThat(status.trouble().flatMap(Trouble::remedy).orElseThrow()).contains("daemon.json");
        }
    }

    @Test
    void givesUpOnAnEngineThatSaysNothing() throws IOException {
        try (FakeEngine engine = FakeEngine.tcp(FakeEngine.stallingAfter(""))) {
            long begin = System.nanoTime();

            EngineStatus status = new DockerCheck(engine.connection()).check(Duration.ofMillis(200));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(status.endpoint().map(Endpoint::address)).contains(engine.host());
            assertThat(status.engine()).isEmpty();
            assertThat(status.trouble().map(Trouble::reason).orElseThrow()).contains(engine.host());
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false, SAME_IDS", "true, false, CALLER_IS_ROOT", "false, true, SAME_IDS", "true, true, KEPT_IDS"
    })
    void mapsUsersByWhoRunsTheEngine(boolean rootless, boolean podman, UserMapping mapping) throws IOException {
        DockerFacts facts = facts(rootless ? "\"name=rootless\"" : "", "", podman ? PODMAN : DOCKER);

        assertThat(facts.users()).isEqualTo(mapping);
        assertThat(facts.platform()).isEqualTo("linux/amd64");
    }

    @Test
    void refusesAnEngineThatMapsIds() throws IOException {
        DockerFacts facts = facts("\"name=userns\"", "", DOCKER);

        assertThatThrownBy(facts::users).isInstanceOf(RefusedException.class).hasMessageContaining("userns-remap");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1, cgroupfs, '--memory, --cpus, --pids'",
        "true, 2, none, '--memory, --cpus, --pids'",
        "true, 2, systemd, ''",
        "false, 1, cgroupfs, ''"
    })
    void refusesLimitsThatNobodyKeeps(boolean rootless, String version, String driver, String refused)
            throws IOException {
        String groups = ",\"CgroupVersion\":\"" + version + "\",\"CgroupDriver\":\"" + driver + "\"";
        DockerFacts facts = facts(rootless ? "\"name=rootless\"" : "", groups, DOCKER);
        DockerLimits limits = new DockerLimits(() -> facts);
        ResourceLimits all = ResourceLimits.of(Map.of(Kind.MEMORY, "64m", Kind.CPUS, "1", Kind.PIDS, "9"));

        if (refused.isEmpty()) {
            limits.check(all);
        } else {
            assertThatThrownBy(() -> limits.check(all))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("docker would ignore " + refused);
        }
    }
}
