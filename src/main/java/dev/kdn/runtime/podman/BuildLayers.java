/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Learns from the lines of a `podman build` which images of single steps it made itself. podman keeps them as a cache;
/// when the user cancels, nobody may come back for them.
final class BuildLayers implements Consumer<String> {
    private static final String RESULT = "--> ";
    private static final String CACHED = "--> Using cache";

    private final Consumer<String> next;
    private final List<String> made = new ArrayList<>();
    private boolean cached;

    BuildLayers(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public synchronized void accept(String line) {
        if (line.startsWith(CACHED)) {
            cached = true; // the line after it names the image
        } else if (line.startsWith(RESULT)) {
            String id = line.substring(RESULT.length()).strip();
            if (!cached && isId(id)) {
                made.add(id);
            }
            cached = false;
        }
        next.accept(line);
    }

    /// Ids or beginnings of ids, the last one first, so that none still has children when it is removed.
    synchronized List<String> made() {
        return made.reversed();
    }

    private static boolean isId(String text) {
        return text.length() >= 11 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
