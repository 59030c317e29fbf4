/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.CommandResult;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.container.EngineImages;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// podman's images.
final class PodmanImages implements EngineImages {
    private final PodmanCli podman;
    private final BuildContexts contexts;

    PodmanImages(PodmanCli podman, BuildContexts contexts) {
        this.podman = podman;
        this.contexts = contexts;
    }

    @Override
    public boolean has(String reference) {
        return podman.imageExists(reference);
    }

    @Override
    public Optional<String> id(String reference) {
        if (!podman.imageExists(reference)) {
            return Optional.empty();
        }
        CommandResult id = podman.call(PodmanCli.ASK, "image", "inspect", "--format", "{{.Id}}", reference);
        return Optional.of(id.stdout().strip());
    }

    @Override
    public String build(Build build, Consumer<String> lines) {
        return new PodmanBuild(podman, contexts).run(build, lines);
    }

    @Override
    public List<ListedImage> all(String storageId) {
        return PodmanImageList.parse(
                podman.list("images", "--format", "json", "--filter", "label=" + KdnLabels.STORAGE + "=" + storageId));
    }

    @Override
    public Map<String, String> used() {
        Map<String, String> used = new HashMap<>();
        for (String line : podman.listing("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.ImageID}}")) {
            String[] words = PodmanCli.words(line, 2);
            used.put(words[0], words[1]);
        }
        return used;
    }

    @Override
    public List<String> unfinished(String storageId) {
        String label = "label=" + KdnLabels.STORAGE + "=" + storageId;
        return podman.listing("images", "-q", "--no-trunc", "--filter", "dangling=true", "--filter", label).stream()
                .map(image -> image.substring(image.indexOf(':') + 1))
                .toList();
    }

    @Override
    public void remove(String id) {
        removeByAnyName(id);
    }

    @Override
    public void untag(String name) {
        removeByAnyName(name);
    }

    private void removeByAnyName(String reference) {
        CommandResult result = podman.call(PodmanCli.CHANGE, "rmi", reference);
        if (result.exitCode() > 1) { // 1: it is gone already
            throw podman.failure("failed to remove image " + reference, result);
        }
    }

    @Override
    public List<EngineObject> builds() {
        return contexts.builds();
    }

    @Override
    public void clear(String buildId) {
        contexts.clear(buildId, List.of());
    }
}
