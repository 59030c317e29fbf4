/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What bubblewrap tells of a program besides its exit code: a sandbox that could not be made ends with 1, like many a
/// program. It writes lines of JSON, the last one with the exit code of a program that began.
final class SandboxReport implements AutoCloseable {
    private static final String FOLDER = "reports";
    private static final String ENDED = "\"exit-code\"";
    private static final int NOT_MADE = 1;

    private final Path file;

    private SandboxReport(Path file) {
        this.file = file;
    }

    /// A new one.
    ///
    /// @param folder of the instance
    static SandboxReport in(Path folder) {
        Path reports = folder.resolve(FOLDER);
        try {
            Files.createDirectories(reports);
            String name = ProcessHandle.current().pid() + "-" + System.nanoTime();
            return new SandboxReport(Files.createFile(reports.resolve(name)));
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write to " + reports, e);
        }
    }

    /// Deletes those that a killed kdn has left.
    static void deleteAll(Path folder) {
        AtomicFile.deleteTree(folder.resolve(FOLDER));
    }

    Path file() {
        return file;
    }

    /// Whether there was a sandbox, in which the program began.
    ///
    /// @param exitCode of bubblewrap
    boolean tellsOfASandbox(int exitCode) {
        try {
            return exitCode != NOT_MADE || Files.readString(file).contains(ENDED);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            boolean _ = Files.deleteIfExists(file); // one that comes back is nothing to anybody
        } catch (IOException e) {
            throw AtomicFile.failure("cannot delete " + file, e);
        }
    }
}
