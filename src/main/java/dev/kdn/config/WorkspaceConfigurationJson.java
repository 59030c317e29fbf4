/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Writes a configuration as `--dump-config` shows it: members in alphabetical order, what is unset left out.
public final class WorkspaceConfigurationJson {
    private final JsonWriter out = new JsonWriter();

    private WorkspaceConfigurationJson() {}

    /// Indented JSON without a newline at the end; `{}` for an empty configuration.
    public static String write(WorkspaceConfiguration configuration) {
        WorkspaceConfigurationJson json = new WorkspaceConfigurationJson();
        json.document(configuration);
        return json.out.toString();
    }

    private void document(WorkspaceConfiguration configuration) {
        out.beginObject();
        objects("environment", configuration.environment(), this::variable);
        features(configuration.features());
        mcp(configuration.mcp());
        objects("mounts", configuration.mounts(), this::mount);
        network(configuration.network());
        if (!configuration.ports().isEmpty()) {
            out.name("ports").beginArray();
            configuration.ports().forEach(port -> out.literal(port.toString()));
            out.endArray();
        }
        texts("secrets", configuration.secrets());
        texts("skills", configuration.skills());
        out.endObject();
    }

    private void variable(Variable variable) {
        out.member("name", variable.name());
        variable.secret().ifPresent(secret -> out.member("secret", secret));
        variable.value().ifPresent(value -> out.member("value", value));
    }

    private void features(Map<String, String> features) {
        if (features.isEmpty()) {
            return;
        }
        out.name("features").beginObject();
        new TreeMap<>(features).forEach((id, options) -> {
            try {
                out.name(id).json(options);
            } catch (IOException e) {
                throw new IllegalStateException("feature options are JSON by contract", e);
            }
        });
        out.endObject();
    }

    private void mcp(Mcp mcp) {
        if (!mcp.commands().isEmpty() || !mcp.servers().isEmpty()) {
            out.name("mcp").beginObject();
            objects("commands", mcp.commands(), this::command);
            objects("servers", mcp.servers(), this::server);
            out.endObject();
        }
    }

    private void command(McpCommand command) {
        texts("args", command.args());
        out.member("command", command.command());
        texts("env", command.env());
        out.member("name", command.name());
    }

    private void server(McpServer server) {
        texts("headers", server.headers());
        out.member("name", server.name()).member("url", server.url());
    }

    private void mount(Mount mount) {
        out.member("host", mount.host());
        if (mount.readOnly()) {
            out.member("ro", true);
        }
        out.member("target", mount.target());
    }

    private void network(Network network) {
        if (!network.hosts().isEmpty() || network.mode().isPresent()) {
            out.name("network").beginObject();
            texts("hosts", network.hosts());
            network.mode().ifPresent(mode -> out.member("mode", mode.name().toLowerCase(Locale.ROOT)));
            out.endObject();
        }
    }

    private <T> void objects(String name, List<T> items, Consumer<T> members) {
        if (!items.isEmpty()) {
            out.name(name).beginArray();
            for (T item : items) {
                out.beginObject();
                members.accept(item);
                out.endObject();
            }
            out.endArray();
        }
    }

    private void texts(String name, List<String> values) {
        if (!values.isEmpty()) {
            out.name(name).texts(values);
        }
    }

    private void texts(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            out.name(name).texts(new TreeMap<>(values));
        }
    }
}
