/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Removes what a storage left in podman, found by the label with the storage's id, and nothing else.
public final class PodmanLeftovers {
    private PodmanLeftovers() {}

    /// Does nothing for a storage without an id: such a one never made anything.
    public static void remove(Path storage) {
        Path id = storage.resolve("storage-id");
        if (!Files.exists(id)) {
            return;
        }
        String label = "label=dev.kdn.storage=" + Program.text(id).strip();
        removeAll(label, List.of("ps", "-aq"), List.of("rm", "-f", "-t", "0"));
        removeAll(label, List.of("network", "ls", "-q"), List.of("network", "rm", "-f"));
        removeAll(label, List.of("images", "-q", "-a"), List.of("rmi", "-f"));
    }

    private static void removeAll(String label, List<String> list, List<String> remove) {
        List<String> filtered = new ArrayList<>(list);
        filtered.addAll(List.of("--filter", label));
        List<String> found = podman(filtered).stdout().lines().distinct().toList();
        if (!found.isEmpty()) {
            List<String> call = new ArrayList<>(remove);
            call.addAll(found);
            podman(call);
        }
    }

    private static Result podman(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("podman"));
        argv.addAll(arguments);
        return Program.of(argv, TestEnvironment.engines(), TestEnvironment.STREAMS)
                .withLimit(Duration.ofSeconds(90))
                .run();
    }
}
