/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Writes a configuration as `--dump-config` shows it: members in alphabetical order, what is unset left out.
public final class WorkspaceConfigurationJson {
    private WorkspaceConfigurationJson() {}

    /// Indented JSON without a newline at the end; `{}` for an empty configuration.
    public static String write(WorkspaceConfiguration configuration) {
        ObjectNode root = object();
        put(root, "environment", configuration.environment(), WorkspaceConfigurationJson::variable);
        if (!configuration.features().isEmpty()) {
            root.set("features", features(configuration.features()));
        }
        ObjectNode mcp = object();
        put(mcp, "commands", configuration.mcp().commands(), WorkspaceConfigurationJson::command);
        put(mcp, "servers", configuration.mcp().servers(), WorkspaceConfigurationJson::server);
        putUnlessEmpty(root, "mcp", mcp);
        put(root, "mounts", configuration.mounts(), WorkspaceConfigurationJson::mount);
        ObjectNode network = object();
        putTexts(network, "hosts", configuration.network().hosts());
        configuration
                .network()
                .mode()
                .ifPresent(mode -> network.put("mode", mode.name().toLowerCase(Locale.ROOT)));
        putUnlessEmpty(root, "network", network);
        if (!configuration.ports().isEmpty()) {
            ArrayNode ports = root.putArray("ports");
            configuration.ports().forEach(ports::add);
        }
        putTexts(root, "secrets", configuration.secrets());
        putTexts(root, "skills", configuration.skills());
        return PrettyJson.text(root);
    }

    private static ObjectNode variable(WorkspaceConfiguration.Variable variable) {
        ObjectNode node = object().put("name", variable.name());
        variable.secret().ifPresent(secret -> node.put("secret", secret));
        variable.value().ifPresent(value -> node.put("value", value));
        return node;
    }

    private static ObjectNode mount(WorkspaceConfiguration.Mount mount) {
        ObjectNode node = object().put("host", mount.host());
        if (mount.readOnly()) {
            node.put("ro", true);
        }
        return node.put("target", mount.target());
    }

    private static ObjectNode command(WorkspaceConfiguration.McpCommand command) {
        ObjectNode node = object();
        putTexts(node, "args", command.args());
        node.put("command", command.command());
        putUnlessEmpty(node, "env", texts(command.env()));
        return node.put("name", command.name());
    }

    private static ObjectNode server(WorkspaceConfiguration.McpServer server) {
        ObjectNode node = object();
        putUnlessEmpty(node, "headers", texts(server.headers()));
        return node.put("name", server.name()).put("url", server.url());
    }

    private static ObjectNode features(Map<String, String> features) {
        ObjectNode node = object();
        ObjectMapper mapper = new ObjectMapper();
        new TreeMap<>(features).forEach((id, options) -> {
            try {
                node.set(id, mapper.readTree(options));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("feature options are JSON by contract", e);
            }
        });
        return node;
    }

    private static ObjectNode texts(Map<String, String> values) {
        ObjectNode node = object();
        new TreeMap<>(values).forEach(node::put);
        return node;
    }

    private static void putTexts(ObjectNode parent, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = parent.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static <T> void put(ObjectNode parent, String name, List<T> items, Function<T, ObjectNode> writer) {
        if (!items.isEmpty()) {
            ArrayNode array = parent.putArray(name);
            items.forEach(item -> array.add(writer.apply(item)));
        }
    }

    private static void putUnlessEmpty(ObjectNode parent, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            parent.set(name, value);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
