/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Turns a document into a configuration; checks types only, the rules come after.
final class WorkspaceConfigurationReader {
    private final JsonTree document;
    private final Map<String, JsonTree.Place> places = new HashMap<>();
    private final Consumer<ConfigurationException> unreadable;
    private final List<String> unknownMembers = new ArrayList<>();

    /// @param unreadable is told of entries of a wrong type, and may throw
    WorkspaceConfigurationReader(JsonTree document, Consumer<ConfigurationException> unreadable) {
        this.document = document;
        this.unreadable = unreadable;
    }

    WorkspaceConfiguration configuration() {
        know(document, "environment", "features", "mcp", "mounts", "network", "ports", "secrets", "skills");
        return new WorkspaceConfiguration(
                each(document, "environment", this::variable),
                attempt(this::features).orElse(Map.of()),
                document.member("mcp").flatMap(tree -> attempt(() -> mcp(tree))).orElse(Mcp.NONE),
                each(document, "mounts", this::mount),
                document.member("network")
                        .flatMap(tree -> attempt(() -> network(tree)))
                        .orElse(Network.UNSET),
                each(document, "ports", JsonTree::integer),
                each(document, "secrets", JsonTree::text),
                each(document, "skills", JsonTree::text));
    }

    List<String> unknownMembers() {
        return List.copyOf(unknownMembers);
    }

    /// Where the value of that path stands, or the nearest value around it.
    ///
    /// @param path within the configuration
    JsonTree.Place place(String path) {
        JsonTree.Place place = places.get(at(path).toLowerCase(Locale.ROOT));
        JsonTree.Place there = place == null ? document.place() : place;
        return new JsonTree.Place(there.file(), there.line(), at(path));
    }

    private String at(String path) {
        String above = document.place().path();
        return above.isEmpty() ? path : above + "." + path;
    }

    private Variable variable(JsonTree tree) {
        know(tree, "name", "secret", "value");
        return new Variable(text(tree, "name"), optionalText(tree, "secret"), optionalText(tree, "value"));
    }

    private Mount mount(JsonTree tree) {
        know(tree, "host", "ro", "target");
        return new Mount(
                text(tree, "host"), tree.member("ro").map(JsonTree::truth).orElse(false), text(tree, "target"));
    }

    private Mcp mcp(JsonTree tree) {
        know(tree, "commands", "servers");
        return new Mcp(each(tree, "commands", this::command), each(tree, "servers", this::server));
    }

    private McpCommand command(JsonTree tree) {
        know(tree, "args", "command", "env", "name");
        return new McpCommand(tree.texts("args"), text(tree, "command"), tree.textMap("env"), text(tree, "name"));
    }

    private McpServer server(JsonTree tree) {
        know(tree, "headers", "name", "url");
        return new McpServer(tree.textMap("headers"), text(tree, "name"), text(tree, "url"));
    }

    private Network network(JsonTree tree) {
        know(tree, "hosts", "mode");
        return new Network(
                each(tree, "hosts", JsonTree::text), tree.member("mode").flatMap(mode -> attempt(() -> mode(mode))));
    }

    private Network.Mode mode(JsonTree tree) {
        note(tree);
        return switch (tree.text()) {
            case "allow" -> Network.Mode.ALLOW;
            case "deny" -> Network.Mode.DENY;
            default ->
                throw new ConfigurationException("invalid workspace configuration: network mode \"" + tree.text()
                        + "\" is invalid (must be \"allow\" or \"deny\") " + tree.place());
        };
    }

    private Map<String, String> features() {
        Map<String, String> features = new HashMap<>();
        document.member("features")
                .ifPresent(tree -> tree.object().forEach((id, options) -> {
                    note(options);
                    features.put(id, options.json());
                }));
        return features;
    }

    private <T> List<T> each(JsonTree parent, String name, Function<JsonTree, T> reader) {
        List<T> items = new ArrayList<>();
        List<JsonTree> written =
                parent.member(name).flatMap(list -> attempt(list::array)).orElse(List.of());
        for (JsonTree item : written) {
            note(item);
            attempt(() -> reader.apply(item)).ifPresent(items::add);
        }
        return items.size() == written.size() ? items : List.of(); // rules would name other places
    }

    private <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ConfigurationException e) {
            unreadable.accept(e);
            return Optional.empty();
        }
    }

    private void note(JsonTree tree) {
        places.put(tree.place().path().toLowerCase(Locale.ROOT), tree.place());
    }

    private static String text(JsonTree tree, String name) {
        return optionalText(tree, name).orElse("");
    }

    private static Optional<String> optionalText(JsonTree tree, String name) {
        return tree.member(name).map(JsonTree::text);
    }

    private void know(JsonTree tree, String... names) {
        unknownMembers.addAll(tree.unknownMembers(names));
    }
}
