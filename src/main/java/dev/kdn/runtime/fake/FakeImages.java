/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ImageRequest;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Images that are only remembered, one for each agent; instances need none.
final class FakeImages implements ImageAccess {
    private static final long BYTES = 1_500_000;
    private static final String HASH = "0123456789abcdef";

    private final Storage storage;
    private final Path folder;
    private final InstantSource clock;

    FakeImages(Storage storage, Path folder, InstantSource clock) {
        this.storage = storage;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public List<RuntimeImage> images() {
        return remembered().entrySet().stream()
                .map(image -> image(image.getKey(), Instant.parse(image.getValue())))
                .toList();
    }

    private static RuntimeImage image(String agent, Instant created) {
        String tag = tag(agent);
        return new RuntimeImage(id(agent), Optional.of(tag), List.of(tag), false, agent, BYTES, created, Set.of());
    }

    @Override
    public BuiltImage build(ImageRequest request, StepLogger steps) {
        Map<String, String> images = new TreeMap<>(remembered());
        boolean wanted = request.build().rebuild() || request.build().pull();
        boolean builtNow = wanted || !images.containsKey(request.agent());
        if (builtNow) {
            steps.step("Building fake image", "Fake image built", () -> {
                images.put(
                        request.agent(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
                write(images);
            });
        }
        return new BuiltImage(tag(request.agent()), id(request.agent()), HASH, builtNow);
    }

    @Override
    public boolean remove(RuntimeImage image, BooleanSupplier unneeded) {
        if (!unneeded.getAsBoolean()) {
            return false;
        }
        Map<String, String> images = new TreeMap<>(remembered());
        images.remove(image.agent());
        write(images);
        return true;
    }

    private Map<String, String> remembered() {
        return FlatJson.read(file()).orElse(Map.of());
    }

    private void write(Map<String, String> images) {
        storage.ensureFolder(folder);
        FlatJson.write(file(), images);
    }

    private Path file() {
        return folder.resolve("images.json");
    }

    private static String id(String agent) {
        return "fake-image-" + agent;
    }

    private static String tag(String agent) {
        return "fake/" + agent + ":" + HASH;
    }
}
