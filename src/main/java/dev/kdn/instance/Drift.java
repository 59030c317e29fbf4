/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.config.WorkspaceConfigurationJson;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether the configuration of a workspace is still the one that it was made with. The files' fingerprints are
/// compared first, so that a start reads no configuration as long as nothing was touched.
final class Drift {
    /// The fact that tells which workspace.json that was.
    static final String CONFIGURATION = "configuration_hash";
    /// The same of projects.json and agents.json.
    static final String USER_CONFIGURATION = "user_configuration_hash";
    /// The same of what all levels together said.
    static final String EFFECTIVE = "effective_configuration_hash";

    private static final String NONE = "none";
    private static final String UNREADABLE = "unreadable";
    private static final int MAX_BYTES = 16 << 20;

    private Drift() {}

    /// What the files are now; to be asked before they are read, so that a change in between is noticed later.
    ///
    /// @param folder of workspace.json
    static Map<String, String> fingerprints(Path folder, Storage storage) {
        UserConfiguration user = new UserConfiguration(storage.configurationFolder());
        String projects = fingerprint(user.projectsFile());
        String agents = fingerprint(user.agentsFile());
        boolean none = projects.equals(NONE) && agents.equals(NONE);
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fingerprints.put(CONFIGURATION, fingerprint(folder.resolve(WorkspaceConfigurationFile.NAME)));
        fingerprints.put(
                USER_CONFIGURATION,
                none ? NONE : Digest.sha256((projects + agents).getBytes(StandardCharsets.US_ASCII)));
        return fingerprints;
    }

    /// What to remember of a workspace that is made now.
    static Map<String, String> facts(Map<String, String> fingerprints, WorkspaceConfiguration effective) {
        Map<String, String> facts = new LinkedHashMap<>(fingerprints);
        facts.put(EFFECTIVE, fingerprint(effective));
        return facts;
    }

    /// Whether a file is another one now; workspaces of other kdns do not tell.
    static boolean isTouched(Map<String, String> fingerprints, Map<String, String> facts, String fact) {
        String before = facts.get(fact);
        return before != null && !before.equals(fingerprints.get(fact));
    }

    /// Whether that makes a difference for the workspace.
    static boolean isChanged(EffectiveConfiguration now, Map<String, String> facts) {
        String before = facts.get(EFFECTIVE);
        return before == null || !before.equals(fingerprint(now.configuration()));
    }

    private static String fingerprint(WorkspaceConfiguration configuration) {
        return Digest.sha256(WorkspaceConfigurationJson.write(configuration).getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(Path file) {
        try {
            return Digest.sha256(BoundedFile.read(file, MAX_BYTES));
        } catch (NoSuchFileException none) {
            return NONE;
        } catch (IOException unreadable) {
            return UNREADABLE; // whoever reads it next tells why
        }
    }
}
