/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.EngineObject.Kind;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.storage.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what the engine has with this storage's label, and what builds left in its folders.
final class ContainerGarbage implements GarbageCollection {
    private static final int SHORT_ID = 12;

    private final Storage storage;
    private final ContainerEngine engine;
    private final ContainerRecords records;

    ContainerGarbage(Storage storage, ContainerEngine engine, ContainerRecords records) {
        this.storage = storage;
        this.engine = engine;
        this.records = records;
    }

    @Override
    public List<EngineObject> objects() {
        Optional<String> storageId = storage.id();
        if (storageId.isEmpty()) {
            return List.of();
        }
        List<EngineObject> objects = new ArrayList<>(engine.images().builds());
        Set<String> containers = new HashSet<>();
        for (ListedContainer found : engine.containers().all(storageId.get())) {
            containers.add(found.id());
            // What is made from kdn's images has their labels: users' own containers, and an engine's for build steps.
            if (!found.workspaceId().isEmpty()) {
                objects.add(new EngineObject(Kind.CONTAINER, found.id(), found.name(), found.workspaceId()));
            }
        }
        engine.networks()
                .all(storageId.get())
                .forEach((name, workspace) -> objects.add(new EngineObject(Kind.NETWORK, name, name, workspace)));
        objects.addAll(unfinishedImages(storageId.get()));
        for (String id : records.ids()) {
            if (!containers.contains(id)) {
                objects.add(new EngineObject(Kind.FILE, id, "record of container " + shortened(id), ""));
            }
        }
        return objects;
    }

    /// None while a build goes on, for which they may be the last steps, and none of those that containers stand on,
    /// even of somebody who has made his own.
    private List<EngineObject> unfinishedImages(String storageId) {
        List<String> ids = engine.images().unfinished(storageId);
        if (ids.isEmpty() || ContainerImages.isBuilding(storage)) {
            return List.of();
        }
        Collection<String> used = engine.images().used().values();
        return ids.stream()
                .filter(id -> !used.contains(id))
                .map(id -> new EngineObject(Kind.IMAGE_LAYER, id, shortened(id), ""))
                .toList();
    }

    private static String shortened(String id) {
        return id.substring(0, SHORT_ID);
    }

    @Override
    public List<EngineObject> objectsOf(String workspaceId) {
        return objects().stream()
                .filter(object -> object.workspaceId().equals(workspaceId))
                .toList();
    }

    @Override
    public void remove(EngineObject object) {
        switch (object.kind()) {
            case BUILD -> engine.images().clear(object.id());
            case CONTAINER -> {
                engine.containers().forceRemove(object.id());
                records.forget(object.id());
            }
            case NETWORK -> removeNetwork(object.id());
            case IMAGE_LAYER -> engine.images().remove(object.id());
            case FILE -> records.forget(object.id());
        }
    }

    private void removeNetwork(String name) {
        if (engine.networks().remove(name) == Removal.IN_USE) {
            throw new EngineException(
                    "failed to remove " + name + ": containers of somebody else are on that network",
                    "see which with '" + engine.name() + " network inspect " + name + "'");
        }
    }
}
