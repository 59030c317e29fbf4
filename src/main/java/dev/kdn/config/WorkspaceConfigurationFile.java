/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file `workspace.json` of a configuration folder, usually `<sources>/.kaiden`.
public final class WorkspaceConfigurationFile {
    private WorkspaceConfigurationFile() {}

    /// A valid configuration and what was not understood in its file.
    ///
    /// @param unknownMembers one sentence each, with the nearest known member, for a warning
    public record Loaded(WorkspaceConfiguration configuration, List<String> unknownMembers) {
        public Loaded {
            unknownMembers = List.copyOf(unknownMembers);
        }
    }

    /// The file's name.
    public static final String NAME = "workspace.json";

    /// The configuration in that folder; empty if there is no file.
    ///
    /// @throws ConfigurationException naming file and line, if the file cannot be read or breaks a rule
    public static Optional<WorkspaceConfiguration> load(Path folder) {
        return read(folder).map(Loaded::configuration);
    }

    /// As [#load(Path)], and tells of members that kdn does not know.
    public static Optional<Loaded> read(Path folder) {
        return layer(folder).map(layer -> new Loaded(layer.configuration(), layer.unknownMembers()));
    }

    /// What kdn wrote down of a configuration once. It was good then, and has real paths, which are what they are.
    ///
    /// @param file where the text is from, for messages
    public static WorkspaceConfiguration parse(Path file, String json) {
        return ConfigurationLayer.of(ConfigurationLevel.WORKSPACE, "", JsonFile.parse(file, json), broken -> {})
                .configuration();
    }

    /// As [#load(Path)], as a level.
    static Optional<ConfigurationLayer> layer(Path folder) {
        return JsonFile.read(folder.resolve(NAME))
                .map(document -> ConfigurationLayer.of(ConfigurationLevel.WORKSPACE, "", document));
    }
}
