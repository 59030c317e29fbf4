/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The users of this machine as programs in a sandbox see them: the calling one lives in the home folder of the
/// workspace, for programs that do not look at `HOME`.
final class UserNames {
    /// In the folder of an instance; mounted as `/etc/passwd`.
    static final String FILE = "passwd";

    private static final Path USERS = Path.of("/etc/passwd");
    private static final int FIELDS = 7;
    private static final int UID = 2;
    private static final int HOME = 5;

    private UserNames() {}

    static void write(Path folder, int uid) {
        List<String> lines = new ArrayList<>();
        Optional<String> own = Optional.empty();
        for (String line : users()) {
            Optional<String> changed = changed(line, uid);
            own = own.isPresent() ? own : changed;
            lines.add(changed.orElse(line));
        }
        if (own.isEmpty()) {
            lines.add("agent:x:" + uid + ":" + uid + "::" + SandboxArguments.HOME + ":/bin/sh");
        }
        Path file = folder.resolve(FILE);
        AtomicFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + file, e);
        }
    }

    private static Optional<String> changed(String line, int uid) {
        String[] fields = line.split(":", -1);
        if (fields.length < FIELDS || !fields[UID].equals(Integer.toString(uid))) {
            return Optional.empty();
        }
        fields[HOME] = SandboxArguments.HOME.toString();
        return Optional.of(String.join(":", fields));
    }

    private static List<String> users() {
        try {
            return Files.readAllLines(USERS, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
