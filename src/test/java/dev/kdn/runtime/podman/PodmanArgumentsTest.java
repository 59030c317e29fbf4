/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.UserMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PodmanArgumentsTest {
    private static ContainerSpec spec(boolean rootless, Optional<String> network, String secret) {
        return new ContainerSpec(
                "shop",
                "localhost/kdn/shell:1",
                Map.of("b", "2", "a", "1"),
                new WorkspaceUser(1000, 20),
                rootless ? UserMapping.KEPT_IDS : UserMapping.SAME_IDS,
                network,
                !rootless,
                List.of(
                        new ContainerSpec.Mount(Path.of("/src"), "/workspace/sources", false, true),
                        new ContainerSpec.Mount(Path.of("/a,b \"c"), "/t", true, false)),
                Map.of(),
                Map.of("TOKEN", secret),
                List.of("/run/kdn/secrets"),
                new TreeMap<>(Map.of(8080, ContainerSpec.ANY_PORT, 9090, 40123)),
                ResourceLimits.of(
                        rootless ? Map.of(Kind.MEMORY, "64m", Kind.CPUS, "1.5", Kind.PIDS, "100") : Map.of()));
    }

    @Test
    void rendersCreate() {
        assertThat(PodmanArguments.create(spec(true, Optional.of("kdn-1"), "gh"), Path.of("/env"), List.of("LINES")))
                .containsExactly(
                        "create",
                        "--name",
                        "shop",
                        "--label",
                        "a=1",
                        "--label",
                        "b=2",
                        "--init",
                        "--pull=never",
                        "--user",
                        "1000:20",
                        "--userns=keep-id",
                        "--network",
                        "kdn-1",
                        "--cap-drop",
                        "NET_RAW",
                        "--cap-drop",
                        "MKNOD",
                        "--security-opt",
                        "no-new-privileges",
                        "--memory",
                        "67108864b",
                        "--memory-swap",
                        "67108864b",
                        "--cpus",
                        "1.5",
                        "--pids-limit",
                        "100",
                        "--http-proxy=false",
                        "--env-file",
                        "/env",
                        "--env",
                        "LINES",
                        "--secret",
                        "gh,type=env,target=TOKEN",
                        "--mount",
                        "type=bind,src=/src,dst=/workspace/sources,relabel=shared",
                        "--mount",
                        "type=bind,\"src=/a,b \"\"c\",dst=/t,ro",
                        "--mount",
                        "type=tmpfs,dst=/run/kdn/secrets,tmpfs-mode=0755,tmpfs-size=16777216",
                        "-p",
                        "127.0.0.1::8080",
                        "-p",
                        "127.0.0.1:40123:9090",
                        "-w",
                        "/workspace/sources",
                        "localhost/kdn/shell:1",
                        "sleep",
                        "infinity");
    }

    @Test
    void leavesPrivilegesForSudoAndTheNetworkOut() {
        assertThat(PodmanArguments.create(spec(false, Optional.empty(), "gh"), Path.of("/env"), List.of()))
                .containsSubsequence("--network", "none")
                .doesNotContain("no-new-privileges", "--userns=keep-id", "--memory", "--cpus", "--pids-limit");
    }

    @Test
    void refusesASecretNameThatWouldBeAnOption() {
        assertThatThrownBy(() -> PodmanArguments.create(
                        spec(false, Optional.empty(), "gh,target=PATH"), Path.of("/env"), List.of()))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void rendersTheNetwork() {
        assertThat(PodmanArguments.createNetwork("kdn-1", Map.of("a", "1")))
                .containsExactly(
                        "network", "create", "--disable-dns", "--opt", "isolate=true", "--label", "a=1", "kdn-1");
    }

    @Test
    void keepsNamesThatMatterToPodmanOutOfItsEnvironment() {
        assertThat(ContainerEnvironment.of(Map.of("A", "1", "LD_PRELOAD", "/x", "B", "1\n2")))
                .isEqualTo(new ContainerEnvironment("A=1\nLD_PRELOAD=/x\n", Map.of("B", "1\n2")));
        assertThatThrownBy(() -> ContainerEnvironment.of(Map.of("LD_PRELOAD", "/x:\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("environment variable \"LD_PRELOAD\" cannot have a value with line breaks or of this"
                        + " length");
    }
}
