/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a project asks of its workspace; an empty list means "not said". Members in the order of the file format.
///
/// @param features raw JSON text of the options, by feature id
/// @param ports ports inside the workspace, 1 to 65535
public record WorkspaceConfiguration(
        List<Variable> environment,
        Map<String, String> features,
        Mcp mcp,
        List<Mount> mounts,
        Network network,
        List<Integer> ports,
        List<String> secrets,
        List<String> skills) {
    public static final WorkspaceConfiguration EMPTY = new WorkspaceConfiguration(
            List.of(), Map.of(), Mcp.NONE, List.of(), Network.UNSET, List.of(), List.of(), List.of());

    public WorkspaceConfiguration {
        environment = List.copyOf(environment);
        features = Map.copyOf(features);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        secrets = List.copyOf(secrets);
        skills = List.copyOf(skills);
    }

    /// The same with other mounts.
    public WorkspaceConfiguration withMounts(List<Mount> others) {
        return new WorkspaceConfiguration(environment, features, mcp, others, network, ports, secrets, skills);
    }

    /// The same with other skills.
    public WorkspaceConfiguration withSkills(List<String> others) {
        return new WorkspaceConfiguration(environment, features, mcp, mounts, network, ports, secrets, others);
    }

    /// The same with other variables and other secrets that something replaces on the way.
    public WorkspaceConfiguration withEnvironment(List<Variable> variables, List<String> replaced) {
        return new WorkspaceConfiguration(variables, features, mcp, mounts, network, ports, replaced, skills);
    }

    /// An environment variable: exactly one of value (may be empty) and secret (the name of one of kdn's, or else in
    /// the
    /// engine's own store).
    public record Variable(String name, Optional<String> secret, Optional<String> value) {}

    /// A bind mount.
    ///
    /// @param host absolute, or starting with `$SOURCES` or `$HOME`
    /// @param target absolute, or starting with `$SOURCES` or `$HOME`
    public record Mount(String host, boolean readOnly, String target) {}

    /// Which hosts the workspace may reach.
    ///
    /// @param hosts only meaningful with `deny`
    public record Network(List<String> hosts, Optional<Mode> mode) {
        public static final Network UNSET = new Network(List.of(), Optional.empty());

        public Network {
            hosts = List.copyOf(hosts);
        }

        /// Whether only the hosts may be reached; without a mode everything may.
        public boolean isDenied() {
            return mode.filter(Mode.DENY::equals).isPresent();
        }

        public enum Mode {
            ALLOW,
            DENY;

            /// As the file has it.
            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// Model Context Protocol servers that the agent gets.
    public record Mcp(List<McpCommand> commands, List<McpServer> servers) {
        public static final Mcp NONE = new Mcp(List.of(), List.of());

        public Mcp {
            commands = List.copyOf(commands);
            servers = List.copyOf(servers);
        }

        /// Whether there is none; comparing records costs a command's start some 15 ms.
        public boolean isEmpty() {
            return commands.isEmpty() && servers.isEmpty();
        }
    }

    /// A server that is a program in the workspace.
    public record McpCommand(List<String> args, String command, Map<String, String> env, String name) {
        public McpCommand {
            args = List.copyOf(args);
            env = Map.copyOf(env);
        }
    }

    /// A server that is reached by URL.
    public record McpServer(Map<String, String> headers, String name, String url) {
        public McpServer {
            headers = Map.copyOf(headers);
        }
    }
}
