/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/// A workspace whose sources folder is not there.
///
/// @param missing the folder, or the highest folder above it that is missing, too
public record MissingSources(Instance instance, Reason reason, Path missing) {
    /// What may have become of the folder.
    public enum Reason {
        GONE("gone"),
        /// More than the folder is missing, as when a disk is not mounted.
        PERHAPS_UNMOUNTED("perhaps-unmounted"),
        NOT_A_FOLDER("not-a-folder"),
        /// Nobody can tell, so it does not count as vanished.
        UNREADABLE("unreadable");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /// The word for it in JSON.
        public String text() {
            return text;
        }
    }

    /// Looks at the folder; empty if it is there.
    public static Optional<MissingSources> of(Instance instance) {
        Path source = instance.source();
        try {
            boolean folder =
                    Files.readAttributes(source, BasicFileAttributes.class).isDirectory();
            return folder ? Optional.empty() : Optional.of(new MissingSources(instance, Reason.NOT_A_FOLDER, source));
        } catch (NoSuchFileException missing) {
            Path highest = highestMissing(source);
            boolean more = !highest.equals(source)
                    || isLink(source)
                    || isEmpty(source.toAbsolutePath().resolveSibling("."));
            return Optional.of(new MissingSources(instance, more ? Reason.PERHAPS_UNMOUNTED : Reason.GONE, highest));
        } catch (IOException unreadable) {
            return Optional.of(new MissingSources(instance, Reason.UNREADABLE, source));
        }
    }

    private static Path highestMissing(Path source) {
        Path highest = source;
        for (Path above = source.getParent(); above != null && Files.notExists(above); above = above.getParent()) {
            highest = above;
        }
        return highest;
    }

    /// A link that leads nowhere.
    private static boolean isLink(Path source) {
        return Files.exists(source, LinkOption.NOFOLLOW_LINKS);
    }

    /// What is left of a mount is an empty folder.
    private static boolean isEmpty(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
