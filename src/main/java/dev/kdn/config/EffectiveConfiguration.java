/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The configuration of a workspace: what all levels say, each laid over those below it.
public final class EffectiveConfiguration {
    private final List<ConfigurationLayer> layers;

    EffectiveConfiguration(List<ConfigurationLayer> layers) {
        this.layers = List.copyOf(layers);
    }

    /// Reads the levels of a workspace.
    ///
    /// @param folder has workspace.json, or not
    /// @param agent empty for none
    /// @throws ConfigurationException if one of them cannot be read or breaks a rule
    public static EffectiveConfiguration read(Path folder, UserConfiguration user, String project, String agent) {
        List<ConfigurationLayer> layers = new ArrayList<>();
        load("workspace configuration validation failed: ", () -> WorkspaceConfigurationFile.layer(folder))
                .ifPresent(layers::add);
        String failed = "failed to merge configurations: failed to load ";
        layers.addAll(load(failed + "project configuration: ", () -> user.project(project)));
        if (!agent.isEmpty()) {
            load(failed + "agent configuration: ", () -> user.agent(agent)).ifPresent(layers::add);
        }
        return new EffectiveConfiguration(layers);
    }

    /// Those that say something, lowest first.
    public List<ConfigurationLayer> layers() {
        return layers;
    }

    /// What holds. As in the reference the user's levels for projects are laid over each other first: the order matters
    /// where a name stands for an MCP command in one and for a server in another.
    public WorkspaceConfiguration configuration() {
        return over(own());
    }

    /// What would hold if `workspace.json` were another one.
    public WorkspaceConfiguration over(WorkspaceConfiguration workspace) {
        WorkspaceConfiguration projects = first(ConfigurationLevel.GLOBAL);
        boolean named = false;
        for (ConfigurationLayer layer : layers) {
            if (layer.level() == ConfigurationLevel.PROJECT) {
                projects = ConfigurationMerge.merge(projects, layer.configuration());
                named = true;
            }
        }
        projects = named ? projects : ConfigurationMerge.merge(projects, WorkspaceConfiguration.EMPTY);
        return ConfigurationMerge.merge(ConfigurationMerge.merge(workspace, projects), first(ConfigurationLevel.AGENT));
    }

    /// What `workspace.json` says.
    public WorkspaceConfiguration own() {
        return first(ConfigurationLevel.WORKSPACE);
    }

    /// What only `workspace.json` asks for: without what the user's own levels ask for as well, or instead.
    public WorkspaceConfiguration ownWishes() {
        WorkspaceConfiguration user = over(WorkspaceConfiguration.EMPTY);
        return OwnWishes.of(own(), user);
    }

    /// What was not understood, one sentence each, for warnings.
    public List<String> unknownMembers() {
        List<String> sentences = new ArrayList<>();
        layers.forEach(layer -> sentences.addAll(layer.unknownMembers()));
        return sentences;
    }

    private WorkspaceConfiguration first(ConfigurationLevel level) {
        return layers.stream()
                .filter(layer -> layer.level() == level)
                .findFirst()
                .map(ConfigurationLayer::configuration)
                .orElse(WorkspaceConfiguration.EMPTY);
    }

    private static <T> T load(String prefix, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(prefix + e.getMessage(), e.hint().orElse(null), e);
        }
    }
}
