/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// The rules of workspace.json, in the reference's order and words; of an entry the first broken one is reported.
final class WorkspaceConfigurationRules {
    private final Function<String, JsonTree.Place> places;
    private final Consumer<ConfigurationException> broken;

    /// @param places where the value of a path such as `mounts[1]` stands
    /// @param broken is told of the first rule that each entry breaks
    WorkspaceConfigurationRules(Function<String, JsonTree.Place> places, Consumer<ConfigurationException> broken) {
        this.places = places;
        this.broken = broken;
    }

    void check(WorkspaceConfiguration configuration) {
        checkEnvironment(configuration.environment());
        checkMcp(configuration.mcp());
        MountRules mounts = new MountRules(this::require);
        each(configuration.mounts(), mounts::check);
        checkSecrets(configuration.secrets());
        checkHosts(configuration.network());
        checkSkills(configuration.skills());
        checkPorts(configuration.ports());
    }

    private void checkEnvironment(List<Variable> environment) {
        Map<String, Integer> seen = new HashMap<>();
        each(environment, (variable, i) -> checkVariable(variable, i, seen));
    }

    private void checkVariable(Variable variable, int i, Map<String, Integer> seen) {
        String path = "environment[" + i + "]";
        String name = variable.name();
        require(!name.isEmpty(), path, "environment variable at index " + i + " has empty name");
        String subject = "environment variable \"" + name + "\" (index " + i + ")";
        Integer first = seen.putIfAbsent(name, i);
        require(first == null, path, subject + " is a duplicate of index " + first);
        require(
                isIdentifier(name),
                path,
                subject + " has invalid name (must start with letter or underscore, followed by letters, digits, or"
                        + " underscores)");
        boolean secret = variable.secret().isPresent();
        boolean value = variable.value().isPresent();
        require(!variable.secret().orElse("x").isEmpty(), path, subject + " has empty secret reference");
        require(!secret || !value, path, subject + " has both value and secret set");
        require(secret || value, path, subject + " must have either value or secret set");
        require(variable.value().orElse("").indexOf('\0') < 0, path, subject + " has a NUL character in its value");
    }

    private void checkMcp(Mcp mcp) {
        Map<String, String> seen = new HashMap<>();
        each(mcp.commands(), (command, i) -> {
            checkMcpEntry("MCP command", "mcp.commands[" + i + "]", command.name(), i, seen.get(command.name()));
            seen.put(command.name(), "command");
            require(
                    !command.command().isEmpty(),
                    "mcp.commands[" + i + "]",
                    "MCP command \"" + command.name() + "\" (index " + i + ") has empty command");
        });
        each(mcp.servers(), (server, i) -> {
            checkMcpEntry("MCP server", "mcp.servers[" + i + "]", server.name(), i, seen.get(server.name()));
            seen.put(server.name(), "server");
            require(
                    !server.url().isEmpty(),
                    "mcp.servers[" + i + "]",
                    "MCP server \"" + server.name() + "\" (index " + i + ") has empty url");
        });
    }

    private void checkMcpEntry(String kind, String path, String name, int i, @Nullable String earlier) {
        require(!name.isEmpty(), path, kind + " at index " + i + " has empty name");
        require(
                earlier == null,
                path,
                kind + " \"" + name + "\" (index " + i + ") duplicates a " + earlier + " with the same name");
    }

    private void checkSecrets(List<String> secrets) {
        Map<String, Integer> seen = new HashMap<>();
        each(secrets, (secret, i) -> {
            String path = "secrets[" + i + "]";
            require(!secret.isEmpty(), path, "secret at index " + i + " has empty name");
            Integer first = seen.putIfAbsent(secret, i);
            require(
                    first == null,
                    path,
                    "secret \"" + secret + "\" (index " + i + ") is a duplicate of index " + first);
        });
    }

    private void checkHosts(Network network) {
        each(
                network.hosts(),
                (host, i) -> require(
                        !host.isEmpty(), "network.hosts[" + i + "]", "network host at index " + i + " is empty"));
    }

    private void checkSkills(List<String> skills) {
        each(skills, (skill, i) -> {
            String path = "skills[" + i + "]";
            require(!skill.isEmpty(), path, "skills path at index " + i + " is empty");
            require(
                    skill.startsWith("/") || MountRules.startsWithVariable(skill, "$HOME"),
                    path,
                    "skills path \"" + skill + "\" (index " + i
                            + ") must be a native absolute path or start with $HOME");
            require(
                    skill.chars().noneMatch(Character::isISOControl),
                    path,
                    "skills path at index " + i + " has a control character in it");
            require(
                    hasName(skill),
                    path,
                    "skills path \"" + skill + "\" (index " + i + ") has no last name, which the skill would be"
                            + " called by");
        });
    }

    private static boolean hasName(String skill) {
        Path normal = Path.of(skill).normalize();
        Path name = normal.getFileName();
        return name != null && !List.of("", "..").contains(name.toString()) && !normal.equals(Path.of("$HOME"));
    }

    private void checkPorts(List<Integer> ports) {
        Map<Integer, Integer> seen = new HashMap<>();
        each(ports, (port, i) -> {
            String subject = "port " + port + " (index " + i + ")";
            require(port >= 1 && port <= 65535, "ports[" + i + "]", subject + " must be between 1 and 65535");
            Integer first = seen.putIfAbsent(port, i);
            require(first == null, "ports[" + i + "]", subject + " is a duplicate of index " + first);
        });
    }

    /// Checks all of them, also after one that breaks a rule if that is only noted.
    private <T> void each(List<T> items, ObjIntConsumer<T> check) {
        for (int i = 0; i < items.size(); i++) {
            try {
                check.accept(items.get(i), i);
            } catch (ConfigurationException e) {
                broken.accept(e);
            }
        }
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            throw new ConfigurationException("invalid workspace configuration: " + message + " " + places.apply(path));
        }
    }

    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
