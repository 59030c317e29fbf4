/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.JsonTree;
import dev.kdn.config.PrettyJson;
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

    static AgentImageConfiguration agent(JsonTree tree) {
        return new AgentImageConfiguration(
                tree.texts("packages"),
                tree.texts("run_commands"),
                tree.texts("terminal_command"),
                tree.textMap("env_vars"));
    }

    /// The default file has the reference's members only.
    static String text(ImageConfiguration image) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", image.version());
        put(node, "packages", image.packages());
        put(node, "sudo", image.sudo());
        put(node, "run_commands", image.runCommands());
        return PrettyJson.text(node);
    }

    static String text(AgentImageConfiguration agent) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "packages", agent.packages());
        put(node, "run_commands", agent.runCommands());
        put(node, "terminal_command", agent.terminalCommand());
        if (!agent.environment().isEmpty()) {
            ObjectNode variables = node.putObject("env_vars");
            new TreeMap<>(agent.environment()).forEach(variables::put);
        }
        return PrettyJson.text(node);
    }

    private static void put(ObjectNode node, String name, List<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }
}
