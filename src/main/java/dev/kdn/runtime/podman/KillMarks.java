/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells of containers in which the kernel has killed a process for lack of memory.
///
/// podman's own word for it, `OOMKilled`, is always false with conmon before 2.1.8, as Debian 12 has it: that one
/// leaves
/// its mark, an empty file, not where podman looks for it but in the folder in which `podman start` was called. So each
/// container is started in a folder of its own, which also keeps the mark out of the user's folders.
///
/// @param folder `<S>/runtimes/podman/containers`, beside the records of the containers, with which they go
record KillMarks(Storage storage, Path folder) {
    private static final String MARK = "oom";

    /// The folder to start the container in, without a mark.
    Path startFolder(String id) {
        Path own = storage.ensureFolder(folder.resolve(id));
        AtomicFile.delete(own.resolve(MARK));
        return own;
    }

    /// Whether there is a mark since the last start.
    boolean has(String id) {
        return Files.exists(folder.resolve(id).resolve(MARK));
    }
}
