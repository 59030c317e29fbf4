/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The settings of one agent for one workspace, as data: what the user keeps for the agent, with what kdn adds. Nothing
/// here touches a workspace.
public final class AgentSettings {
    private final String source;
    private final SortedMap<String, SettingsFile> files;
    private final SortedMap<String, ObjectNode> documents = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private AgentSettings(String source, Map<String, SettingsFile> given) {
        this.source = source;
        this.files = new TreeMap<>(given);
    }

    /// What that agent is to find in the workspace.
    ///
    /// @param source the folder that the files are from, for messages
    /// @param given the user's own files, by path below the home folder
    /// @throws ConfigurationException if one that kdn has to add to cannot be understood
    public static AgentSettings of(
            Agent agent, SettingsRequest request, String source, Map<String, SettingsFile> given) {
        AgentSettings settings = new AgentSettings(source, given);
        agent.configure(settings, request);
        if (request.model().isPresent() && !agent.takesModel()) {
            settings.warn("agent " + agent.name() + " has no model to set, so --model "
                    + request.model().get().text() + " has no effect");
        }
        if (!request.mcp().isEmpty() && !agent.takesMcp()) {
            settings.warn("agent " + agent.name() + " uses no MCP servers, so those of the configuration are left out");
        }
        return settings;
    }

    /// The document at that path, to be changed: the user's own, else an empty one.
    ObjectNode document(String path) {
        return documents.computeIfAbsent(path, this::parse);
    }

    private ObjectNode parse(String path) {
        SettingsFile given = files.get(path);
        try {
            return SettingsFormat.of(path).parse(given == null ? new byte[0] : given.content());
        } catch (SettingsFormat.BrokenException e) {
            throw new ConfigurationException(
                    "settings file of the agent is broken: " + source + "/" + path + e.getMessage(),
                    "mend the file, or take it away");
        }
    }

    /// Whether the user keeps a file for that path.
    boolean isGiven(String path) {
        return files.containsKey(path);
    }

    /// Something that the user should know.
    void warn(String sentence) {
        warnings.add(sentence);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// The names of files that kdn and the agent both write to, with content.
    SortedMap<String, JsonNode> documents() {
        SortedMap<String, JsonNode> filled = new TreeMap<>(documents);
        filled.entrySet().removeIf(entry -> entry.getValue().isEmpty() && !files.containsKey(entry.getKey()));
        return filled;
    }

    /// The other files, which are copied as they are.
    SortedMap<String, SettingsFile> plainFiles() {
        SortedMap<String, SettingsFile> plain = new TreeMap<>(files);
        plain.keySet().removeAll(documents.keySet());
        return plain;
    }

    int mode(String path) {
        SettingsFile given = files.get(path);
        return given == null ? SettingsFile.PRIVATE : given.mode();
    }
}
