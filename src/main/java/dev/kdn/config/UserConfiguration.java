/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The levels that belong to the user: `projects.json` and `agents.json` in the folder `config` of the storage. Only
/// what is asked for is read and checked, as in the reference.
public final class UserConfiguration {
    /// The key of the global level.
    static final String GLOBAL = "";

    private static final String PROJECT = "invalid project configuration: ";
    private static final String AGENT = "invalid agent configuration: ";

    private final Path folder;

    /// @param folder need not exist
    public UserConfiguration(Path folder) {
        this.folder = folder;
    }

    public Path projectsFile() {
        return folder.resolve("projects.json");
    }

    public Path settingsFile() {
        return folder.resolve("settings.json");
    }

    public Path agentsFile() {
        return folder.resolve("agents.json");
    }

    /// What the global level and those of the project say, lowest first. A key for something above the project counts,
    /// too, and so do other spellings of its address; the project itself comes last.
    ///
    /// @throws ConfigurationException if the file cannot be read or one of these levels breaks a rule
    List<ConfigurationLayer> project(String project) {
        Map<String, JsonTree> members = members(projectsFile(), PROJECT);
        List<String> keys = new ArrayList<>();
        for (String key : members.keySet()) {
            if (!key.equals(GLOBAL) && !key.equals(project) && ProjectKey.covers(key, project)) {
                keys.add(key);
            }
        }
        keys.sort(Comparator.comparingInt(ProjectKey::depth));
        keys.add(project);
        List<ConfigurationLayer> layers = new ArrayList<>();
        if (members.containsKey(GLOBAL)) {
            layers.add(projectLayer(GLOBAL, members.get(GLOBAL)));
        }
        for (String key : keys) {
            if (!key.equals(GLOBAL) && members.containsKey(key)) {
                layers.add(projectLayer(key, members.get(key)));
            }
        }
        return layers;
    }

    /// What the agent's level says.
    Optional<ConfigurationLayer> agent(String agent) {
        JsonTree member = members(agentsFile(), AGENT).get(agent);
        return Optional.ofNullable(member).map(tree -> agentLayer(agent, tree));
    }

    private static ConfigurationLayer projectLayer(String key, JsonTree tree) {
        boolean global = key.equals(GLOBAL);
        return layer(
                global ? ConfigurationLevel.GLOBAL : ConfigurationLevel.PROJECT,
                key,
                tree,
                PROJECT,
                global ? "global configuration" : "project \"" + key + "\" configuration");
    }

    private static ConfigurationLayer agentLayer(String key, JsonTree tree) {
        return layer(ConfigurationLevel.AGENT, key, tree, AGENT, "agent \"" + key + "\" configuration");
    }

    private static ConfigurationLayer layer(
            ConfigurationLevel level, String key, JsonTree tree, String prefix, String what) {
        try {
            return ConfigurationLayer.of(level, key, tree);
        } catch (ConfigurationException e) {
            boolean rule = e.getMessage().startsWith("invalid workspace configuration: ");
            throw wrapped(
                    prefix
                            + (rule
                                    ? what + " validation failed: "
                                    : failedToParse(tree.place().file())),
                    e);
        }
    }

    private static Map<String, JsonTree> members(Path file, String prefix) {
        return parsed(
                file,
                prefix,
                () -> JsonFile.read(file)
                        .filter(document -> !document.isNull())
                        .map(document -> withoutSchema(document.object()))
                        .orElse(Map.of()));
    }

    static Map<String, JsonTree> withoutSchema(Map<String, JsonTree> members) {
        Map<String, JsonTree> levels = new LinkedHashMap<>(members);
        levels.remove(JsonTree.SCHEMA);
        return levels;
    }

    private static <T> T parsed(Path file, String prefix, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigurationException e) {
            throw wrapped(prefix + failedToParse(file), e);
        }
    }

    private static String failedToParse(Path file) {
        return "failed to parse " + file.getFileName() + ": ";
    }

    private static ConfigurationException wrapped(String prefix, ConfigurationException e) {
        return new ConfigurationException(prefix + e.getMessage(), e.hint().orElse(null), e);
    }
}
