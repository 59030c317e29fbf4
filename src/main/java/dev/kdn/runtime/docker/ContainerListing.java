/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedContainer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Finds containers by their labels.
record ContainerListing(DockerConnection connection) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Those with all these labels, running or not.
    List<ListedContainer> with(Map<String, String> labels) {
        return found(labels, LIMIT).stream().map(ContainerListing::listed).toList();
    }

    /// As [#with(Map)], with all that the list tells.
    List<FoundContainer> found(Map<String, String> labels, Duration limit) {
        Request request = Request.builder()
                .method(Request.Method.GET)
                .path("/containers/json?all=true&filters=" + URLEncoder.encode(filters(labels), StandardCharsets.UTF_8))
                .build();
        return connection.read("list containers", Patience.whole(limit), request, FoundContainer::all);
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

    private static String filters(Map<String, String> labels) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("label");
            for (Map.Entry<String, String> label : labels.entrySet()) {
                json.writeString(label.getKey() + "=" + label.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static ListedContainer listed(FoundContainer container) {
        String name =
                container.names().isEmpty() ? container.id() : container.names().getFirst();
        return new ListedContainer(
                container.id(),
                name.startsWith("/") ? name.substring(1) : name,
                DockerImages.bare(container.imageId()),
                container.labels().getOrDefault(KdnLabels.WORKSPACE, ""),
                container.labels().getOrDefault(KdnLabels.NAME, ""));
    }
}
