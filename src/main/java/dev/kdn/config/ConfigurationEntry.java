/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// One thing that a configuration says, and which level said it.
///
/// @param name such as `environment.LOG` or `mounts[0]`, in the merged configuration
/// @param value in a few words
/// @param place where it stands
public record ConfigurationEntry(String name, String value, ConfigurationLevel level, JsonTree.Place place) {
    /// The entries of what all levels say together, in the order of the file format.
    public static List<ConfigurationEntry> of(EffectiveConfiguration levels) {
        return new Finder(levels).entries();
    }

    /// Looks every entry of the merged configuration up in the layers.
    private static final class Finder {
        private final EffectiveConfiguration levels;
        private final List<ConfigurationEntry> entries = new ArrayList<>();

        Finder(EffectiveConfiguration levels) {
            this.levels = levels;
        }

        List<ConfigurationEntry> entries() {
            WorkspaceConfiguration merged = levels.configuration();
            for (Variable variable : merged.environment()) {
                last("environment." + variable.name(), text(variable), "environment", variable, c -> c.environment());
            }
            features(merged);
            merged.mcp()
                    .commands()
                    .forEach(command -> last(
                            "mcp." + command.name(),
                            command.command(),
                            "mcp.commands",
                            command,
                            c -> c.mcp().commands()));
            merged.mcp()
                    .servers()
                    .forEach(server -> last(
                            "mcp." + server.name(),
                            server.url(),
                            "mcp.servers",
                            server,
                            c -> c.mcp().servers()));
            numbered("mounts", merged.mounts(), Finder::text, false, c -> c.mounts());
            numbered(
                    "network.hosts",
                    merged.network().hosts(),
                    host -> host,
                    true,
                    c -> c.network().hosts());
            merged.network().mode().ifPresent(mode -> mode(mode.text()));
            numbered("ports", merged.ports(), port -> port.toString(), true, c -> c.ports());
            numbered("secrets", merged.secrets(), secret -> secret, true, c -> c.secrets());
            numbered("skills", merged.skills(), skill -> skill, true, c -> c.skills());
            return entries;
        }

        private void features(WorkspaceConfiguration merged) {
            for (Map.Entry<String, String> feature : new TreeMap<>(merged.features()).entrySet()) {
                for (ConfigurationLayer layer : levels.layers().reversed()) {
                    if (feature.getValue()
                            .equals(layer.configuration().features().get(feature.getKey()))) {
                        String path = JsonTree.below("features", feature.getKey());
                        add(path, feature.getValue(), layer, path);
                        break;
                    }
                }
            }
        }

        private void mode(String mode) {
            for (ConfigurationLayer layer : levels.layers().reversed()) {
                if (layer.configuration().network().mode().isPresent()) {
                    add("network.mode", mode, layer, "network.mode");
                    return;
                }
            }
        }

        /// @param shared whether a level that only repeats an entry leaves it to the one below
        private <T> void numbered(
                String member,
                List<T> items,
                Function<T, String> text,
                boolean shared,
                Function<WorkspaceConfiguration, List<T>> list) {
            for (int i = 0; i < items.size(); i++) {
                String name = member + "[" + i + "]";
                find(name, text.apply(items.get(i)), member, items.get(i), list, shared);
            }
        }

        private <T> void last(
                String name, String value, String member, T item, Function<WorkspaceConfiguration, List<T>> list) {
            find(name, value, member, item, list, false);
        }

        private <T> void find(
                String name,
                String value,
                String member,
                T item,
                Function<WorkspaceConfiguration, List<T>> list,
                boolean first) {
            List<ConfigurationLayer> order =
                    first ? levels.layers() : levels.layers().reversed();
            for (ConfigurationLayer layer : order) {
                int index = list.apply(layer.configuration()).lastIndexOf(item);
                if (index >= 0) {
                    add(name, value, layer, member + "[" + index + "]");
                    return;
                }
            }
        }

        private void add(String name, String value, ConfigurationLayer layer, String path) {
            entries.add(new ConfigurationEntry(
                    name, value, layer.level(), layer.places().apply(path)));
        }

        private static String text(Variable variable) {
            return variable.value()
                    .orElseGet(() -> "secret " + variable.secret().orElse(""));
        }

        private static String text(Mount mount) {
            return mount.host() + " at " + mount.target() + (mount.readOnly() ? " (read-only)" : "");
        }
    }
}
