/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A coding agent that kdn can put into a workspace.
public interface Agent {
    /// The word for `--agent`, matching `[a-zA-Z0-9_]+`.
    String name();

    /// One line about it.
    default String description() {
        return "Agent of an image configuration of yours";
    }

    AgentImage image();

    /// What it needs to go on in a new container: logins, settings, history, transcripts. Paths below the home folder
    /// inside, as `~/.tool`; need not exist.
    default List<String> statePaths() {
        return List.of();
    }

    /// Ports it listens on inside the workspace, to be published besides the configured ones.
    default List<Integer> defaultPorts() {
        return List.of();
    }

    /// Where it looks for skills, below the home folder inside, as `.tool/skills`; empty if it knows none.
    default Optional<String> skillsFolder() {
        return Optional.empty();
    }

    /// Whether [#configure] sets the model.
    default boolean takesModel() {
        return false;
    }

    /// Whether [#configure] passes on servers of the Model Context Protocol.
    default boolean takesMcp() {
        return false;
    }

    /// Models that can be proposed; there are others.
    default List<String> knownModels() {
        return List.of();
    }

    /// Variables that it needs in the workspace besides its files; those of the configuration win.
    default Map<String, String> variables(SettingsRequest request) {
        return Map.of();
    }

    /// Variables whose value it asks about when it comes up, so that [#configure] has to know it.
    default Set<String> keyVariables() {
        return Set.of();
    }

    /// Adds what it needs to start to work without a question: no welcome, the sources trusted, the model, the servers.
    default void configure(AgentSettings settings, SettingsRequest request) {}
}
