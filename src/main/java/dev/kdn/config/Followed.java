/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Where a path leads, and by which links: whoever can write to the place of one of them decides where.
///
/// @param real the path without links; what does not exist of it is as it was written
/// @param links where the links are that were followed, in the order of the way
public record Followed(Path real, List<Path> links) {
    private static final int MOST_LINKS = 40; // as Linux

    public Followed {
        links = List.copyOf(links);
    }

    /// Follows the path now.
    ///
    /// @param path absolute
    public static Followed of(Path path) {
        Deque<Path> rest = new ArrayDeque<>();
        path.forEach(rest::addLast);
        List<Path> links = new ArrayList<>();
        Path root = Path.of("/");
        Path at = root;
        while (!rest.isEmpty()) {
            Path next = at.resolve(rest.removeFirst()).normalize();
            if (!Files.isSymbolicLink(next)) {
                at = next;
            } else {
                links.add(next);
                Path target = links.size() > MOST_LINKS ? next : target(next);
                if (target.equals(next)) {
                    return new Followed(path, links); // leads nowhere
                }
                at = target.isAbsolute() ? root : at;
                prepend(target, rest);
            }
        }
        return new Followed(at, links);
    }

    /// Whether somebody who can write to the folder decides where the path leads.
    ///
    /// @param folder real path
    public boolean isDecidedIn(Path folder) {
        return real.startsWith(folder) || links.stream().anyMatch(link -> link.startsWith(folder));
    }

    private static void prepend(Path target, Deque<Path> rest) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            rest.addFirst(target.getName(i));
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException gone) {
            return link;
        }
    }
}
