/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// An engine that has images only, and these only in memory.
final class EngineInMemory implements ContainerEngine, EngineImages {
    final Map<String, String> idsByName = new TreeMap<>();
    final Map<String, Map<String, String>> labelsById = new TreeMap<>();
    final Map<String, String> used = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<String> fed = new ArrayList<>();
    final Set<String> secrets = new HashSet<>();
    Runnable duringBuild = () -> {};

    /// Adds an image of that storage.
    void add(String id, String storageId, String... names) {
        labelsById.put(id, Map.of(KdnLabels.STORAGE, storageId, KdnLabels.AGENT, "claude"));
        for (String name : names) {
            idsByName.put(name, id);
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String platform() {
        return "linux/amd64";
    }

    @Override
    public UserMapping users() {
        return UserMapping.CALLER_IS_ROOT;
    }

    @Override
    public boolean hasSecret(String name) {
        return secrets.contains(name);
    }

    @Override
    public void feed(String id, boolean root, List<String> argv, String input) {
        fed.add((root ? "root: " + argv : "") + input);
    }

    @Override
    public EngineImages images() {
        return this;
    }

    @Override
    public EngineNetworks networks() {
        throw new UnsupportedOperationException("networks");
    }

    @Override
    public EngineContainers containers() {
        throw new UnsupportedOperationException("containers");
    }

    @Override
    public boolean has(String reference) {
        return idsByName.containsKey(reference) || labelsById.containsKey(reference);
    }

    @Override
    public Optional<String> id(String reference) {
        return Optional.ofNullable(idsByName.get(reference));
    }

    @Override
    public String build(Build build, Consumer<String> lines) {
        calls.add("build " + build.owner().workspaceId());
        duringBuild.run();
        String id = "image" + labelsById.size();
        add(id, build.owner().storageId(), build.recipe().tag());
        return id;
    }

    @Override
    public List<ListedImage> all(String storageId) {
        List<ListedImage> images = new ArrayList<>();
        labelsById.forEach((id, labels) -> {
            if (storageId.equals(labels.get(KdnLabels.STORAGE))) {
                List<String> names = idsByName.keySet().stream()
                        .filter(name -> id.equals(idsByName.get(name)))
                        .toList();
                images.add(new ListedImage(id, names, labels, 1, Instant.EPOCH));
            }
        });
        return images;
    }

    @Override
    public Map<String, String> used() {
        calls.add("used");
        return Map.copyOf(used);
    }

    @Override
    public List<String> unfinished(String storageId) {
        return List.of();
    }

    @Override
    public void remove(String id) {
        calls.add("remove " + id);
        if (idsByName.containsValue(id)) {
            throw new EngineException("it has names");
        }
        labelsById.remove(id);
    }

    @Override
    public void untag(String name) {
        calls.add("untag " + name);
        String id = idsByName.remove(name);
        if (id != null && !idsByName.containsValue(id)) {
            labelsById.remove(id);
        }
    }
}
