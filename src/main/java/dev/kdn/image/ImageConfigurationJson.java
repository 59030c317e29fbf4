/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.config.JsonTree;
import dev.kdn.storage.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The JSON of `image.json` and `<agent>.json`, readable by a Go kdn too.
final class ImageConfigurationJson {
    private ImageConfigurationJson() {}

    /// A file that names a base of its own gets nothing of what suits only the default base.
    static ImageConfiguration image(JsonTree tree) {
        Optional<String> base = tree.member("base").map(JsonTree::text);
        String version = tree.member("version").map(JsonTree::text).orElse(base.isPresent() ? "latest" : "");
        return new ImageConfiguration(
                base.orElse(ImageConfiguration.DEFAULT_REPOSITORY + ":" + version),
                version,
                tree.texts("packages"),
                tree.member("package_manager")
                        .map(JsonTree::text)
                        .map(PackageManager::parse)
                        .orElse(PackageManager.AUTO),
                tree.texts("sudo"),
                tree.texts("run_commands"));
    }

    static List<String> unknownInImage(JsonTree tree) {
        return tree.unknownMembers("base", "version", "packages", "package_manager", "sudo", "run_commands");
    }

    static List<String> unknownInAgent(JsonTree tree) {
        return tree.unknownMembers("packages", "run_commands", "terminal_command", "env_vars");
    }

    static AgentImageConfiguration agent(JsonTree tree) {
        return new AgentImageConfiguration(
                tree.texts("packages"),
                tree.texts("run_commands"),
                tree.texts("terminal_command"),
                tree.textMap("env_vars"));
    }

    /// The default file has the reference's members only.
    static String text(ImageConfiguration image) {
        JsonWriter json = new JsonWriter().beginObject().member("version", image.version());
        json.name("packages").texts(image.packages());
        json.name("sudo").texts(image.sudo());
        json.name("run_commands").texts(image.runCommands());
        return json.endObject().toString();
    }

    static String text(AgentImageConfiguration agent) {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("packages").texts(agent.packages());
        json.name("run_commands").texts(agent.runCommands());
        json.name("terminal_command").texts(agent.terminalCommand());
        if (!agent.environment().isEmpty()) {
            json.name("env_vars").texts(new TreeMap<>(agent.environment()));
        }
        return json.endObject().toString();
    }
}
