/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import dev.kdn.step.StepLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds up what an engine tells during a pull: dockerd of each layer again and again, podman a little at its end.
final class PullProgress {
    private final StepLogger steps;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private boolean unpacking;
    private int reported;
    private @Nullable String error;

    PullProgress(StepLogger steps) {
        this.steps = steps;
    }

    private record Layer(long current, long total, boolean there) {}

    /// Takes the next news.
    void accept(PullResponseItem item) {
        String problem = problem(item);
        if (problem != null) {
            error = error == null ? problem : error;
            return;
        }
        String status = item.getStatus();
        String id = item.getId();
        if (status != null && id != null && isOfLayer(status)) {
            layers.put(id, next(layers.getOrDefault(id, new Layer(0, 0, false)), status, item.getProgressDetail()));
            unpacking |= status.equals("Extracting");
            tell();
        }
    }

    /// podman leaves the status out where there is an error.
    @SuppressWarnings("deprecation") // older engines know no "errorDetail"
    private static @Nullable String problem(PullResponseItem item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        String message = detail == null ? null : detail.getMessage();
        return message == null ? item.getError() : message;
    }

    private static boolean isOfLayer(String status) {
        return switch (status) {
            case "Pulling fs layer",
                    "Waiting",
                    "Downloading",
                    "Verifying Checksum",
                    "Download complete",
                    "Extracting",
                    "Pull complete",
                    "Already exists" -> true;
            default -> false;
        };
    }

    private static Layer next(Layer layer, String status, @Nullable ProgressDetail detail) {
        return switch (status) {
            case "Downloading" -> downloading(layer, detail);
            case "Download complete", "Extracting", "Pull complete", "Already exists" ->
                new Layer(layer.total(), layer.total(), true);
            default -> layer;
        };
    }

    private static Layer downloading(Layer layer, @Nullable ProgressDetail detail) {
        Long current = detail == null ? null : detail.getCurrent();
        Long total = detail == null ? null : detail.getTotal();
        return new Layer(
                current == null ? layer.current() : current, total == null ? layer.total() : total, layer.there());
    }

    private void tell() {
        String text = text();
        steps.progress(text);
        int there = there();
        if (there > reported) {
            reported = there;
            steps.output(text);
        }
    }

    /// Such as `2 of 5 layers, 34.5 of 120.1 MB`.
    String text() {
        long current = layers.values().stream().mapToLong(Layer::current).sum();
        long total = layers.values().stream().mapToLong(Layer::total).sum();
        String bytes = total == 0 ? "" : ", " + megabytes(current) + " of " + megabytes(total) + " MB";
        return there() + " of " + layers.size() + " layers" + bytes
                + (unpacking && there() == layers.size() ? ", unpacking" : "");
    }

    private int there() {
        return (int) layers.values().stream().filter(Layer::there).count();
    }

    private static String megabytes(long bytes) {
        long tenths = (bytes + 50_000) / 100_000;
        return tenths / 10 + "." + tenths % 10;
    }

    /// What the engine said went wrong.
    Optional<String> error() {
        return Optional.ofNullable(error);
    }
}
