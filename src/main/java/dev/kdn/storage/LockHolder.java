/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out who holds a lock, from /proc/locks; elsewhere than on Linux nobody can tell.
final class LockHolder {
    private LockHolder() {}

    static String describe(Path file) {
        try {
            Object inode = Files.getAttribute(file, "unix:ino");
            Optional<String> pid = Files.readAllLines(Path.of("/proc/locks")).stream()
                    .map(line -> line.trim().split("\\s+"))
                    // 1: FLOCK  ADVISORY  WRITE 4711 08:01:131099 0 EOF; a waiter has "->" in the second place.
                    .filter(field -> field.length > 5 && field[1].equals("FLOCK") && field[5].endsWith(":" + inode))
                    .map(field -> field[4])
                    .findFirst();
            return pid.map(LockHolder::named).orElse("another process");
        } catch (IOException | RuntimeException unknown) {
            return "another process";
        }
    }

    private static String named(String pid) {
        try {
            return "process " + pid + " ("
                    + Files.readString(Path.of("/proc", pid, "comm")).trim() + ")";
        } catch (IOException gone) {
            return "process " + pid;
        }
    }
}
