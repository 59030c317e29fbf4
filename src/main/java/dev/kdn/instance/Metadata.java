/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What only this kdn knows of a workspace, in `workspaces/<id>/meta.json`, since a Go kdn would drop it from
/// instances.json. A flat object of texts: kdn's own members, then the facts of the runtime.
final class Metadata {
    private static final String SCHEMA = "schema";
    private static final String VERSION = "1";
    private static final String INSTANCE = "instance";

    /// The fact that tells what workspace.json said in the sources when the workspace was made, or was accepted since;
    /// nobody but kdn can write it.
    static final String OWN_CONFIGURATION = "own_configuration";
    /// The fact that tells which folders of this machine the user's own levels had mounted then, as real paths.
    static final String USER_MOUNTS = "user_mounts";

    private static final List<String> CONFIGURATIONS = List.of(OWN_CONFIGURATION, USER_MOUNTS);

    private final Storage storage;

    Metadata(Storage storage) {
        this.storage = storage;
    }

    /// The facts to show, in order; empty for a workspace that another kdn made.
    Map<String, String> facts(String id) {
        Map<String, String> facts = new LinkedHashMap<>(read(id));
        facts.remove(SCHEMA);
        facts.keySet().removeAll(CONFIGURATIONS); // too long to be shown
        return facts;
    }

    /// The configuration in the sources that is in force; empty if none was noted.
    Optional<WorkspaceConfiguration> ownConfiguration(String id) {
        return configuration(id, OWN_CONFIGURATION);
    }

    /// The mounts and skills of the user's own levels that are in force.
    WorkspaceConfiguration userMounts(String id) {
        return configuration(id, USER_MOUNTS).orElse(WorkspaceConfiguration.EMPTY);
    }

    private Optional<WorkspaceConfiguration> configuration(String id, String fact) {
        return Optional.ofNullable(read(id).get(fact)).map(json -> WorkspaceConfigurationFile.parse(file(id), json));
    }

    /// Adds the facts, or replaces those that are there; writes only what is new.
    void merge(String id, Map<String, String> facts) {
        merge(id, List.of(), facts);
    }

    private void merge(String id, List<String> dropped, Map<String, String> facts) {
        Map<String, String> before = read(id);
        Map<String, String> members = new LinkedHashMap<>(Map.of(SCHEMA, VERSION));
        members.putAll(before);
        members.keySet().removeAll(dropped);
        members.putAll(facts);
        if (!members.equals(before) && !facts.isEmpty()) {
            storage.ensureFolder(storage.workspaceFolder(id));
            FlatJson.write(file(id), members);
        }
    }

    /// Puts facts aside that count from when the record names that instance of the runtime, see [#adopt].
    void prepare(String id, String instanceId, Map<String, String> facts) {
        Map<String, String> members = new LinkedHashMap<>(facts);
        members.put(INSTANCE, instanceId);
        storage.ensureFolder(storage.workspaceFolder(id));
        FlatJson.write(next(id), members);
    }

    /// Takes over what was put aside if it is about that instance, which the record names, or else drops it.
    void adopt(String id, String instanceId) {
        Map<String, String> facts = new LinkedHashMap<>(FlatJson.read(next(id)).orElse(Map.of()));
        if (instanceId.equals(facts.remove(INSTANCE))) {
            List<String> stale = new ArrayList<>(LimitFacts.keys()); // what the new instance lacks is none
            stale.addAll(CONFIGURATIONS);
            merge(id, stale, facts);
        }
        AtomicFile.delete(next(id));
    }

    /// Deletes the workspace's folder with everything in it.
    void delete(String id) {
        AtomicFile.deleteTree(storage.workspaceFolder(id));
    }

    private Map<String, String> read(String id) {
        return FlatJson.read(file(id)).orElse(Map.of());
    }

    private Path next(String id) {
        return storage.workspaceFolder(id).resolve("meta.next.json");
    }

    private Path file(String id) {
        return storage.workspaceFolder(id).resolve("meta.json");
    }
}
