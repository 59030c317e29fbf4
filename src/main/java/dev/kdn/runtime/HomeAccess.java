/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.agent.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The home folder inside instances, which need not run. Paths are relative to it, with forward slashes.
public interface HomeAccess {
    /// What this machine is called inside.
    String hostName();

    /// Where these sources of this machine are inside; empty if they are where the runtime says of all.
    default Optional<String> sourcesPath(Path sources) {
        return Optional.empty();
    }

    /// Those of the files that exist; symbolic links are followed.
    Map<String, SettingsFile> read(String id, Set<String> paths);

    /// Writes files and makes folders, which all belong to the workspace's user; folders above them too.
    void write(String id, Map<String, SettingsFile> files, Set<String> folders);
}
