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

    /// The configuration in that folder; empty if there is no file.
    ///
    /// @throws ConfigurationException naming file and line, if the file cannot be read or breaks a rule
    public static Optional<WorkspaceConfiguration> load(Path folder) {
        return read(folder).map(Loaded::configuration);
    }

    /// As [#load(Path)], and tells of members that kdn does not know.
    public static Optional<Loaded> read(Path folder) {
        return JsonFile.read(folder.resolve("workspace.json")).map(WorkspaceConfigurationFile::read);
    }

    private static Loaded read(JsonTree document) {
        if (document.isNull()) {
            return new Loaded(WorkspaceConfiguration.EMPTY, List.of());
        }
        WorkspaceConfigurationReader reader = new WorkspaceConfigurationReader(document);
        WorkspaceConfiguration configuration = reader.configuration();
        new WorkspaceConfigurationRules(reader::place).check(configuration);
        return new Loaded(configuration, reader.unknownMembers());
    }
}
