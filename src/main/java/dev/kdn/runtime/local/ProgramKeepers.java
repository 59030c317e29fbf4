/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The processes that keep the logs of programs and note their ends.
///
/// @param inside their ids as they are known inside
/// @param bare whether that is how they are known everywhere
record ProgramKeepers(Set<Long> inside, boolean bare) {
    private static final String IDS = "NSpid:";

    /// @param notes lines `WRAPPER LOGGER TOKEN`
    static ProgramKeepers of(String notes, Set<String> tokens, boolean bare) {
        Set<Long> ids = new HashSet<>();
        for (String line : notes.split("\n", -1)) {
            String[] words = line.strip().split(" ", -1);
            if (words.length == 3 && tokens.contains(words[2])) {
                for (String id : List.of(words[0], words[1])) {
                    if (id.matches("\\d{1,9}")) {
                        ids.add(Long.valueOf(id));
                    }
                }
            }
        }
        return new ProgramKeepers(ids, bare);
    }

    /// @param pid a process that belongs to one of those programs, as it is known outside
    boolean contain(long pid) {
        return inside.contains(bare ? pid : idInside(pid));
    }

    private static long idInside(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(IDS)) {
                    String[] ids = line.substring(IDS.length()).strip().split("\\s+", -1);
                    return Long.parseLong(ids[ids.length - 1]);
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return -1;
        }
        return -1;
    }
}
