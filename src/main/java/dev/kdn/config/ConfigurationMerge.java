/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Lays one configuration over another, field by field as the reference does. What both name keeps the place of the
/// base, what is new comes after it.
final class ConfigurationMerge {
    private ConfigurationMerge() {}

    static WorkspaceConfiguration merge(WorkspaceConfiguration base, WorkspaceConfiguration override) {
        return new WorkspaceConfiguration(
                keyed(base.environment(), override.environment(), Variable::name),
                features(base.features(), override.features()),
                mcp(base.mcp(), override.mcp()),
                keyed(base.mounts(), override.mounts(), mount -> List.of(mount.host(), mount.target())),
                network(base.network(), override.network()),
                union(base.ports(), override.ports()),
                union(base.secrets(), override.secrets()),
                union(base.skills(), override.skills()));
    }

    /// Entries are replaced whole. Of repeats within the base the first counts, within the override the last.
    private static <T, K> List<T> keyed(List<T> base, List<T> override, Function<T, K> key) {
        Map<K, T> merged = new LinkedHashMap<>();
        base.forEach(entry -> merged.putIfAbsent(key.apply(entry), entry));
        override.forEach(entry -> merged.put(key.apply(entry), entry));
        return List.copyOf(merged.values());
    }

    private static <T> List<T> union(Collection<T> base, Collection<T> override) {
        LinkedHashSet<T> merged = new LinkedHashSet<>(base);
        merged.addAll(override);
        return List.copyOf(merged);
    }

    /// The options of a feature are replaced whole, too.
    private static Map<String, String> features(Map<String, String> base, Map<String, String> override) {
        Map<String, String> merged = new HashMap<>(base);
        merged.putAll(override);
        return merged;
    }

    private static Network network(Network base, Network override) {
        return new Network(
                union(base.hosts(), override.hosts()), override.mode().or(base::mode));
    }

    /// A name that the override gives to a server is no command any more, and the other way round.
    private static Mcp mcp(Mcp base, Mcp override) {
        List<McpCommand> commands = new ArrayList<>(keyed(base.commands(), override.commands(), McpCommand::name));
        List<McpServer> servers = new ArrayList<>(keyed(base.servers(), override.servers(), McpServer::name));
        override.servers()
                .forEach(server -> commands.removeIf(command -> command.name().equals(server.name())));
        override.commands()
                .forEach(command -> servers.removeIf(server -> server.name().equals(command.name())));
        return new Mcp(commands, servers);
    }
}
