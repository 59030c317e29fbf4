/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.agent.SettingsFile;
import dev.kdn.runtime.HomeAccess;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The home folder of the user in containers.
record ContainerHome(ContainerEngine engine) implements HomeAccess {
    private static final String FOLDER = "/home/agent";

    /// Every engine makes this name known.
    private static final String HOST = "host.containers.internal";

    @Override
    public String hostName() {
        return HOST;
    }

    @Override
    public Map<String, SettingsFile> read(String id, Set<String> paths) {
        Map<String, SettingsFile> found = new TreeMap<>();
        for (String path : paths) {
            engine.containers()
                    .file(ContainerId.checked(id), FOLDER + "/" + path)
                    .ifPresent(file -> found.put(path, file));
        }
        return found;
    }

    @Override
    public void write(String id, Map<String, SettingsFile> files, Set<String> folders) {
        SortedSet<String> all = new TreeSet<>();
        folders.forEach(folder -> addWithParents(folder, all));
        files.keySet().forEach(path -> addWithParents(parent(path), all));
        engine.containers().putFiles(ContainerId.checked(id), FOLDER, all, files);
    }

    private static void addWithParents(String folder, SortedSet<String> all) {
        for (String current = folder; !current.isEmpty(); current = parent(current)) {
            all.add(current);
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
