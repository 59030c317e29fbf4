/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What one level says, found valid.
///
/// @param key member of its file that it is, such as the project; empty for `workspace.json` and the global level
/// @param place where the whole of it stands
/// @param unknownMembers one sentence each, with the nearest known member, for a warning
/// @param places where the value of a path such as `mounts[1]` stands
public record ConfigurationLayer(
        ConfigurationLevel level,
        String key,
        WorkspaceConfiguration configuration,
        JsonTree.Place place,
        List<String> unknownMembers,
        Function<String, JsonTree.Place> places) {
    public ConfigurationLayer {
        unknownMembers = List.copyOf(unknownMembers);
    }

    public Path file() {
        return place.file();
    }

    /// Reads the value; `null` says nothing.
    ///
    /// @throws dev.kdn.error.ConfigurationException if it breaks a rule
    static ConfigurationLayer of(ConfigurationLevel level, String key, JsonTree document) {
        return of(level, key, document, ConfigurationLayer::fail);
    }

    /// As [#of(ConfigurationLevel, String, JsonTree)].
    ///
    /// @param broken is told of every entry that breaks a rule, and may throw
    static ConfigurationLayer of(
            ConfigurationLevel level, String key, JsonTree document, Consumer<ConfigurationException> broken) {
        return of(level, key, document, ConfigurationLayer::fail, broken);
    }

    private static void fail(ConfigurationException e) {
        throw e;
    }

    /// As [#of(ConfigurationLevel, String, JsonTree)].
    ///
    /// @param unreadable is told of every entry of a wrong type, and may throw
    /// @param broken is told of every entry that breaks a rule, and may throw
    static ConfigurationLayer of(
            ConfigurationLevel level,
            String key,
            JsonTree document,
            Consumer<ConfigurationException> unreadable,
            Consumer<ConfigurationException> broken) {
        if (document.isNull()) {
            return new ConfigurationLayer(
                    level, key, WorkspaceConfiguration.EMPTY, document.place(), List.of(), path -> document.place());
        }
        WorkspaceConfigurationReader reader = new WorkspaceConfigurationReader(document, unreadable);
        WorkspaceConfiguration configuration = reader.configuration();
        new WorkspaceConfigurationRules(reader::place, broken).check(configuration);
        return new ConfigurationLayer(
                level, key, configuration, document.place(), reader.unknownMembers(), reader::place);
    }
}
