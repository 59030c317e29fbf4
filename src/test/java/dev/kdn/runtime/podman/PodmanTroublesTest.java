/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.podman.PodmanTroubles.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Machines on which something is missing, made of files.
class PodmanTroublesTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>(Map.of("USER", "ann"));
    private int uid = 1001;

    @BeforeEach
    void makeAMachineWhereAllIsWell() {
        file("proc/self/stat", "");
        file("proc/sys/user/max_user_namespaces", "28633\n");
        file("etc/subuid", "bob:100000:65536\nann:200000:65536\n");
        file("etc/subgid", "1001:200000:65536\n");
        file("dev/net/tun", "");
        program("usr/lib/podman/netavark");
    }

    private Path file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void program(String name) {
        assertThat(file(name, "").toFile().setExecutable(true)).isTrue();
    }

    private PodmanTroubles troubles() {
        return new PodmanTroubles(root, environment, () -> uid);
    }

    private Optional<Trouble> of(String host) {
        return troubles()
                .of(PodmanFacts.parse("{\"host\": {\"security\": {\"rootless\": " + (uid != 0) + "}" + host
                        + "}, \"version\": {\"Version\": \"4.3.1\"}}"));
    }

    private static final String SLIRP = ", \"slirp4netns\": {\"executable\": \"/usr/bin/slirp4netns\"}";

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(of(SLIRP)).isEmpty();
        assertThat(of(", \"pasta\": {\"executable\": \"/usr/bin/pasta\"}, \"slirp4netns\": {\"executable\": \"\"}"))
                .isEmpty();
        assertThat(troubles().ofSilentPodman()).isEmpty();
    }

    @Test
    void doesNotGuessFromWhatIsNoJson() {
        assertThat(troubles().of(PodmanFacts.parse("oops {"))).isEmpty();
        assertThat(troubles().of(PodmanFacts.parse(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3.4.4,true",
        "4.2.1,true",
        "4.3.0-rc1,false",
        "4.3.1,false",
        "4.10.0,false",
        "5.0.0-dev,false",
        "x,false"
    })
    void knowsVersionsThatAreTooOld(String version, boolean old) {
        Optional<Trouble> trouble =
                troubles().of(PodmanFacts.parse("{\"version\": {\"Version\": \"" + version + "\"}}"));

        assertThat(trouble.map(Trouble::reason))
                .isEqualTo(old ? Optional.of("podman " + version + " is too old for kdn") : Optional.empty());
        trouble.ifPresent(found -> assertThat(found.remedy()).isEqualTo("install podman 4.3 or newer"));
    }

    @Test
    void namesTheVariableThatSendsPodmanAway() {
        environment.put("CONTAINER_HOST", "ssh://core:secret@host/podman.sock");

        assertThat(of(", \"serviceIsRemote\": true")).as("chosen by the user").isEmpty();
        assertThat(troubles().ofSilentPodman().orElseThrow().remedy()).contains("unset CONTAINER_HOST");
        assertThat(of(SLIRP)).as("set, but not what podman does").isEmpty();
    }

    @Test
    void knowsARemoteClientWithoutAVariable() throws IOException {
        assertThat(of(", \"serviceIsRemote\": true").orElseThrow().remedy()).contains("podman system connection list");

        Files.delete(root.resolve("proc/self/stat"));
        Files.delete(root.resolve("proc/self"));
        assertThat(of(", \"serviceIsRemote\": true")).as("as on a Mac").isEmpty();
    }

    @Test
    void missesSubordinateIds() {
        file("etc/subgid", "annabel:100000:65536\n");

        assertThat(of(SLIRP).orElseThrow().reason())
                .isEqualTo("/etc/subgid has no line for ann, so podman has no ids for the users of containers");
        assertThat(troubles().ofSilentPodman().orElseThrow().remedy())
                .startsWith("run 'sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ann'");
        file("etc/nsswitch.conf", "passwd: files sss\nsubid: sss\n");
        assertThat(of(SLIRP)).as("given out by a directory service").isEmpty();
        uid = 0;
        file("etc/nsswitch.conf", "");
        assertThat(of("")).as("root needs none").isEmpty();
    }

    @Test
    void missesUserNamespaces() {
        file("proc/sys/user/max_user_namespaces", "0\n");

        assertThat(troubles().ofSilentPodman().orElseThrow().remedy())
                .isEqualTo("run 'sudo sysctl user.max_user_namespaces=28633'");
    }

    @Test
    void missesANetworkForOrdinaryUsers() throws IOException {
        assertThat(of("").orElseThrow().reason()).startsWith("neither slirp4netns nor pasta is installed");

        Files.delete(root.resolve("dev/net/tun"));
        assertThat(of(SLIRP).orElseThrow())
                .isEqualTo(new Trouble(
                        "/dev/net/tun cannot be opened, which containers of ordinary users need for a network",
                        "run 'sudo modprobe tun'"));
        uid = 0;
        assertThat(of("")).isEmpty();
    }

    @Test
    void missesNetavarkAndPlugins() throws IOException {
        assertThat(of(SLIRP + ", \"networkBackend\": \"cni\"").orElseThrow().reason())
                .isEqualTo("podman makes networks with CNI here, but the CNI plugins are not installed");
        Files.delete(root.resolve("usr/lib/podman/netavark"));
        assertThat(troubles().ofSilentPodman().orElseThrow().remedy())
                .isEqualTo("install the packages netavark and aardvark-dns");

        program("usr/lib/cni/bridge");

        assertThat(of(SLIRP + ", \"networkBackend\": \"cni\"")).isEmpty();
        assertThat(troubles().ofSilentPodman()).isEmpty();
    }
}
