/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest("podman")
class EngineTroubleIT {
    private Workbench bench;
    private Path folder;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        folder = temp;
        bench = Workbench.small(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// A folder with a `podman` of ours, to be put before the others on PATH.
    private String shim(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("shim"));
        Path podman = bin.resolve("podman");
        Files.writeString(podman, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin + ":" + System.getenv("PATH");
    }

    /// kdn on a PATH with everything but podman.
    private Kdn withoutPodman() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : new String[] {"env", "git", "setsid", "sh"}) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
        }
        return bench.kdn.with("PATH", bin.toString());
    }

    @Test
    void missingBaseImage() throws IOException {
        bench.image("{\"base\": \"localhost/no/such:1\"}");

        Result init = bench.kdn.run(Workbench.arguments(bench.project("shop"))).exit(1);

        assertThat(init.stdout()).isEmpty();
        assertThat(init.stderr()).contains("localhost/no/such:1", "image.json");
        assertThat(bench.kdn.run("list").stdout()).isEqualTo("No workspaces registered\n");
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void failingBuildStep() throws IOException {
        bench.image("{\"base\": \"" + Workbench.SMALL_BASE + "\", \"run_commands\": [\"echo it broke >&2; exit 9\"]}");

        Result init = bench.kdn.run(Workbench.arguments(bench.project("shop"))).exit(1);

        assertThat(init.stderr()).contains("it broke");
        assertThat(bench.engineObjects()).isEmpty();
    }

    @Test
    void noPodmanOnPath() throws IOException {
        Kdn bare = withoutPodman();

        Result init = bare.run(Workbench.arguments(bench.project("shop"))).exit(5);

        assertThat(init.stderr()).contains("podman").contains("PATH");
        Kdn neither = bare.with("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
        assertThat(neither.run("runtime", "list").exit(0).stdout()).isEqualTo("No runtimes available\n");
    }

    @Test
    void podmanGoneAfterInit() throws IOException {
        bench.init(bench.project("shop"));
        Kdn bare = withoutPodman();

        assertThat(bare.run("list").exit(0).stdout()).contains("shop", "stopped");
        bare.run("start", "shop").exit(5);
        bare.run("remove", "shop").exit(5);
    }

    @Test
    void podmanThatFails() throws IOException {
        Kdn broken = bench.kdn.with("PATH", shim("echo 'cannot connect to the moon' >&2; exit 125"));

        Result init = broken.run(Workbench.arguments(bench.project("shop")));

        assertThat(init.exit()).isIn(1, 5);
        assertThat(init.stderr()).contains("cannot connect to the moon");
        assertThat(bench.kdn.run("list").stdout()).isEqualTo("No workspaces registered\n");
    }

    @Test
    void podmanThatIsSentElsewhere() throws IOException {
        Kdn sent = bench.kdn.with("CONTAINER_HOST", "unix:///nonexistent/podman.sock");

        Result init = sent.run(Workbench.arguments(bench.project("shop"))).exit(5);

        assertThat(init.stderr())
                .contains("CONTAINER_HOST sends podman to an engine elsewhere", "unset CONTAINER_HOST");
        assertThat(bench.kdn.run("list").stdout()).isEqualTo("No workspaces registered\n");
    }

    /// The real podman, in a mount namespace where its program for networks cannot be executed.
    @Test
    void podmanWithoutNetavark() throws IOException {
        Path netavark = Path.of("/usr/lib/podman/netavark");
        assumeTrue(Owner.isRoot() && Files.exists(netavark), "needs root for mounts, and netavark");

        Result init = bench.kdn
                .shell("unshare --mount sh -c 'mount --bind /dev/null " + netavark + " && exec "
                        + Kdn.DISTRIBUTION.resolve("bin/kdn") + " "
                        + String.join(" ", Workbench.arguments(bench.project("shop"))) + "'")
                .exit(5);

        assertThat(init.stderr()).contains("install the packages netavark and aardvark-dns");
    }

    @Test
    void podmanThatIsTooOld() throws IOException {
        Kdn old = bench.kdn.with(
                "PATH",
                shim("case \"$1\" in info) echo '{\"version\": {\"Version\": \"3.4.4\"}}' ;;"
                        + " *) echo unknown flag >&2; exit 125 ;; esac"));

        Result init = old.run(Workbench.arguments(bench.project("shop"))).exit(5);

        assertThat(init.stderr()).contains("unknown flag", "podman 3.4.4 is too old", "install podman 4.3 or newer");
    }

    @Test
    void listDoesNotWaitForAHangingPodman() throws IOException {
        bench.init(bench.project("shop"));
        Kdn hanging = bench.kdn.with("PATH", shim("exec sleep 600"));
        Instant before = Instant.now();

        String list = hanging.run("list").exit(0).stdout();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(list).contains("shop", "stopped");
    }
}
