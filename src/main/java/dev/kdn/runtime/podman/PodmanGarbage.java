/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.EngineObject.Kind;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what podman has with this storage's label, and what builds left in its folders.
final class PodmanGarbage implements GarbageCollection {
    private final Storage storage;
    private final PodmanCli podman;
    private final ContainerRecords records;
    private final BuildContexts contexts;

    PodmanGarbage(Storage storage, PodmanCli podman, ContainerRecords records, BuildContexts contexts) {
        this.storage = storage;
        this.podman = podman;
        this.records = records;
        this.contexts = contexts;
    }

    @Override
    public List<EngineObject> objects() {
        Optional<String> storageId = storage.id();
        if (storageId.isEmpty()) {
            return List.of();
        }
        String label = "label=" + PodmanLabels.STORAGE + "=" + storageId.get();
        List<EngineObject> objects = new ArrayList<>(contexts.builds());
        Set<String> usedImages = new HashSet<>();
        Set<String> containers = new HashSet<>();
        for (String line : containers(label)) {
            String[] words = PodmanCli.words(line, 4);
            containers.add(words[0]);
            usedImages.add(words[1]);
            objects.add(new EngineObject(Kind.CONTAINER, words[0], words[3], words[2]));
        }
        objects.addAll(networks(label));
        for (String image :
                podman.listing("images", "-q", "--no-trunc", "--filter", "dangling=true", "--filter", label)) {
            String id = image.substring(image.indexOf(':') + 1);
            if (!usedImages.contains(id)) {
                objects.add(new EngineObject(Kind.IMAGE_LAYER, id, id.substring(0, 12), ""));
            }
        }
        for (String id : records.ids()) {
            if (!containers.contains(id)) {
                objects.add(new EngineObject(Kind.FILE, id, "record of container " + id.substring(0, 12), ""));
            }
        }
        return objects;
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
            case BUILD -> contexts.clear(object.id(), List.of());
            case CONTAINER -> {
                call(object, "rm", "-f", "-v", "-t", "0", object.id());
                records.forget(object.id());
            }
            case NETWORK -> call(object, "network", "rm", object.id());
            case IMAGE_LAYER -> call(object, "rmi", object.id());
            case FILE -> records.forget(object.id());
        }
    }

    private List<String> containers(String label) {
        String format = "{{.ID}} {{.ImageID}} {{index .Labels \"" + PodmanLabels.WORKSPACE + "\"}} {{.Names}}";
        return podman.listing("ps", "-a", "--no-trunc", "--filter", label, "--format", format);
    }

    private List<EngineObject> networks(String label) {
        List<EngineObject> networks = new ArrayList<>();
        String json = String.join("\n", podman.listing("network", "ls", "--filter", label, "--format", "json"));
        try {
            for (JsonNode network : new ObjectMapper().readTree(json)) {
                String name = network.path("name").asText();
                String workspace =
                        network.path("labels").path(PodmanLabels.WORKSPACE).asText();
                networks.add(new EngineObject(Kind.NETWORK, name, name, workspace));
            }
        } catch (IOException e) {
            throw new EngineException("podman network ls answered what kdn does not understand: " + json, null, e);
        }
        return networks;
    }

    /// Exit status 1 means that it is gone already.
    private void call(EngineObject object, String... arguments) {
        CommandResult result = podman.call(PodmanCli.CHANGE, arguments);
        if (result.exitCode() > 1) {
            KdnException failure = podman.failure("failed to remove " + object.name(), result);
            throw failure;
        }
    }
}
