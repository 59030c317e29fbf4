/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.SettingsFile;
import dev.kdn.agent.SettingsFolder;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.UserSettings;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.project.GitIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the user gives to the home folder of workspaces: the files kept for the agent, and in whose name git makes
/// commits, if the user shares that.
final class GivenSettings {
    private static final String GIT = ".gitconfig";

    private final Collaborators with;

    GivenSettings(Collaborators with) {
        this.with = with;
    }

    Path folder(Agent agent) {
        return with.storage().configurationFolder().resolve(agent.name());
    }

    /// By path below the home folder.
    ///
    /// @param sources of the workspace, whose own settings of git count too
    Map<String, SettingsFile> of(Agent agent, Path sources) {
        Map<String, SettingsFile> given = new TreeMap<>(SettingsFolder.read(folder(agent)));
        if (isIdentityShared() && !given.containsKey(GIT)) {
            GitIdentity identity = with.projects().get().identity(sources);
            if (!identity.isEmpty()) {
                byte[] content = identity.file().getBytes(StandardCharsets.UTF_8);
                given.put(GIT, new SettingsFile(content, SettingsFile.PRIVATE));
            }
        }
        return given;
    }

    private boolean isIdentityShared() {
        Path file = new UserConfiguration(with.storage().configurationFolder()).settingsFile();
        return UserSettings.one(file, SettingKey.GIT_IDENTITY)
                .filter("share"::equals)
                .isPresent();
    }
}
