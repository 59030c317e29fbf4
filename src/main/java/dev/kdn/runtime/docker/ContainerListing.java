/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.Container;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedContainer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/// Finds containers by their labels.
record ContainerListing(DockerConnection connection) {
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Those with all these labels, running or not.
    List<ListedContainer> with(Map<String, String> labels) {
        List<Container> found = connection.ask(
                "list containers",
                client -> client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(labels)
                        .exec());
        return found.stream().map(ContainerListing::listed).toList();
    }

    /// Docker goes on making a container when its client has gone: what clears up afterwards is to find it.
    void awaitLatecomer(ContainerSpec spec) {
        long end = System.nanoTime() + LATE.toNanos();
        while (named(spec).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<ListedContainer> named(ContainerSpec spec) {
        return with(spec.labels()).stream()
                .filter(found -> found.name().equals(spec.name()))
                .toList();
    }

    private static ListedContainer listed(Container container) {
        Map<String, String> labels = Objects.requireNonNullElse(container.getLabels(), Map.of());
        String[] names = Objects.requireNonNullElse(container.getNames(), new String[0]);
        String name = names.length == 0 ? container.getId() : names[0];
        return new ListedContainer(
                container.getId(),
                name.startsWith("/") ? name.substring(1) : name,
                DockerImages.bare(String.valueOf(container.getImageId())),
                labels.getOrDefault(KdnLabels.WORKSPACE, ""),
                labels.getOrDefault(KdnLabels.NAME, ""));
    }
}
