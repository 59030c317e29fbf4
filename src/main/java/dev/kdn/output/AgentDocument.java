/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.agent.Agent;
import dev.kdn.storage.JsonWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// What kdn knows of agents, as JSON and as text.
///
/// @param settings the folder of the user's settings for it, which need not exist
public record AgentDocument(Agent agent, Path settings) {
    /// `{"items": [{"description", "mcp", "model", "name", "skills"}]}`
    public static byte[] list(Collection<Agent> agents) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (Agent agent : agents) {
            json.beginObject();
            json.member("description", agent.description());
            json.member("mcp", agent.takesMcp());
            json.member("model", agent.takesModel());
            json.member("name", agent.name());
            json.member("skills", agent.skillsFolder().isPresent());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// The same as a table.
    public static String table(Collection<Agent> agents, Colors colors) {
        TextTable table = new TextTable(colors, "NAME", "DESCRIPTION", "MODEL", "MCP", "SKILLS");
        for (Agent agent : agents) {
            table.row(
                    agent.name(),
                    agent.description(),
                    yes(agent.takesModel()),
                    yes(agent.takesMcp()),
                    yes(agent.skillsFolder().isPresent()));
        }
        return table.render();
    }

    /// Everything of one agent.
    public byte[] json() {
        JsonWriter json = new JsonWriter().beginObject().name("defaultPorts").beginArray();
        agent.defaultPorts().forEach(port -> json.literal(String.valueOf(port)));
        json.endArray().member("description", agent.description());
        json.name("knownModels").texts(agent.knownModels());
        json.member("mcp", agent.takesMcp()).member("model", agent.takesModel()).member("name", agent.name());
        json.member("settings", settings.toString());
        agent.skillsFolder().ifPresent(folder -> json.member("skills", "~/" + folder));
        json.name("statePaths").texts(agent.statePaths());
        json.name("terminalCommand").texts(command());
        return JsonDocument.bytes(json.endObject());
    }

    /// The same for people.
    public String text() {
        StringBuilder text = new StringBuilder(256);
        line(text, "Name", agent.name());
        line(text, "Description", agent.description());
        line(text, "Terminal", command().isEmpty() ? "" : command().getFirst());
        line(text, "Model", agent.takesModel() ? "set with --model" : "not set");
        line(text, "Known models", String.join(", ", agent.knownModels()));
        line(text, "MCP servers", agent.takesMcp() ? "passed on" : "not passed on");
        line(text, "Skills", agent.skillsFolder().map(folder -> "~/" + folder).orElse("no place for them"));
        line(
                text,
                "Ports",
                String.join(
                        ", ", agent.defaultPorts().stream().map(String::valueOf).toList()));
        line(text, "Kept by recreate", String.join(", ", agent.statePaths()));
        line(text, "Your settings", settings.toString());
        return text.toString();
    }

    private List<String> command() {
        return agent.image().terminalCommand();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append(label).append(": ").append(SafeText.line(value)).append('\n');
        }
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }
}
