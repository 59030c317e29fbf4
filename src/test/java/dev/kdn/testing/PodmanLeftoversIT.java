/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EngineTest("podman")
class PodmanLeftoversIT {
    @TempDir
    private Path folder;

    @Test
    void removesObjectsOfStorageOnly() throws IOException {
        String id = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        Files.writeString(Files.createDirectories(folder.resolve("storage")).resolve("storage-id"), id + "\n");
        make(id);
        make(other);

        PodmanLeftovers.remove(folder.resolve("storage"));

        assertThat(objects(id)).isEmpty();
        assertThat(objects(other)).hasSize(2);
        Files.writeString(folder.resolve("storage/storage-id"), other + "\n");
        PodmanLeftovers.remove(folder.resolve("storage"));
        assertThat(objects(other)).isEmpty();
    }

    private void make(String id) {
        String label = "dev.kdn.storage=" + id;
        podman("network", "create", "--label", label, "kdn-test-" + id);
        podman(
                "run",
                "-d",
                "--label",
                label,
                "--network",
                "kdn-test-" + id,
                "localhost/testbed/busybox:1",
                "sleep",
                "60");
    }

    private List<String> objects(String id) {
        String filter = "label=dev.kdn.storage=" + id;
        return Stream.of(podman("ps", "-aq", "--filter", filter), podman("network", "ls", "-q", "--filter", filter))
                .flatMap(result -> result.stdout().lines())
                .toList();
    }

    private Result podman(String... arguments) {
        List<String> argv =
                Stream.concat(Stream.of("podman"), Stream.of(arguments)).toList();
        return Program.of(argv, TestEnvironment.engines(), folder).run().exit(0);
    }
}
