/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.config.WorkspaceConfigurationJson;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What was last put into the home folder of an instance, in a folder of its own for each instance: so a workspace that
/// is made anew has the right one whichever of its instances is on record.
final class AppliedSettings {
    private static final String PREFIX = "agent-";
    private static final int ID_LENGTH = 12;

    private final Storage storage;
    private final String workspaceId;

    AppliedSettings(Storage storage, String workspaceId) {
        this.storage = storage;
        this.workspaceId = workspaceId;
    }

    /// What was put there.
    ///
    /// @param host fingerprint of the user's folder
    /// @param token of the workspace
    /// @param files as {@link dev.kdn.agent.SettingsUpdate#applied} tells
    /// @param configuration the part of it that the settings were made from
    record Applied(String host, String token, Map<String, String> files, WorkspaceConfiguration configuration) {}

    /// Empty if another kdn made the instance.
    Optional<Applied> of(String instanceId) {
        Optional<Map<String, String>> state = FlatJson.read(folder(instanceId).resolve("state.json"));
        return state.map(members -> new Applied(
                members.getOrDefault("host", ""),
                members.getOrDefault("token", ""),
                FlatJson.read(folder(instanceId).resolve("files.json")).orElse(Map.of()),
                WorkspaceConfigurationFile.load(folder(instanceId)).orElse(WorkspaceConfiguration.EMPTY)));
    }

    /// The fingerprint alone, which is enough to see that nothing has to be done.
    Optional<String> host(String instanceId) {
        return FlatJson.read(folder(instanceId).resolve("state.json")).map(members -> members.getOrDefault("host", ""));
    }

    /// Writes the state last: without it the rest counts for nothing.
    void remember(String instanceId, Applied applied) {
        Path folder = storage.ensureFolder(folder(instanceId));
        Path files = folder.resolve("files.json");
        if (!applied.files().isEmpty() || Files.exists(files)) {
            FlatJson.write(files, applied.files());
        }
        Path configuration = folder.resolve("workspace.json");
        if (!applied.configuration().equals(WorkspaceConfiguration.EMPTY) || Files.exists(configuration)) {
            AtomicFile.write(
                    configuration,
                    WorkspaceConfigurationJson.write(applied.configuration()).getBytes(StandardCharsets.UTF_8));
        }
        FlatJson.write(folder.resolve("state.json"), Map.of("host", applied.host(), "token", applied.token()));
    }

    /// Forgets what is about other instances.
    void keepOnly(String instanceId) {
        Path workspace = storage.workspaceFolder(workspaceId);
        if (!Files.isDirectory(workspace)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(workspace, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(folder(instanceId))) {
                    AtomicFile.deleteTree(folder);
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + workspace, e);
        }
    }

    private Path folder(String instanceId) {
        String name = instanceId.substring(0, Math.min(ID_LENGTH, instanceId.length()));
        return storage.workspaceFolder(workspaceId).resolve(PREFIX + name);
    }
}
