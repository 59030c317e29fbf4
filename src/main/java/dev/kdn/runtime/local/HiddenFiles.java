/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/// What of the system is not everybody's business: files that the user may read because of who he is, such as
/// `/etc/shadow` for root, are nothing for a program in a sandbox. Neither are sockets and pipes: a program talks
/// through them also where it can write nothing.
///
/// @param folders none of them is below another one
/// @param files none of them is below one of the folders
record HiddenFiles(SortedSet<Path> folders, SortedSet<Path> files) {
    /// In the folder of an instance: what was found when it was started.
    static final String FILE = "hidden";

    // Applications can have some hundred thousand files, too many to look at before each program.
    private static final int NEAR_APPLICATIONS = 2;
    private static final int NEAR_LOCAL = 3;
    private static final Path SETTINGS = Path.of("/etc");
    private static final Path APPLICATIONS = Path.of("/opt");
    private static final Path LOCAL = Path.of("/usr/local");

    static HiddenFiles none() {
        return new HiddenFiles(new TreeSet<>(), new TreeSet<>());
    }

    /// Everything; takes as long as a `find`.
    static HiddenFiles everywhere() {
        return HiddenSearch.in(SETTINGS, Integer.MAX_VALUE)
                .with(HiddenSearch.in(APPLICATIONS, Integer.MAX_VALUE))
                .with(HiddenSearch.in(LOCAL, Integer.MAX_VALUE));
    }

    /// What is found within milliseconds, and what of [#everywhere] was kept in that folder and is still to be hidden.
    static HiddenFiles now(Path folder) {
        return HiddenSearch.in(SETTINGS, Integer.MAX_VALUE)
                .with(HiddenSearch.in(APPLICATIONS, NEAR_APPLICATIONS))
                .with(HiddenSearch.in(LOCAL, NEAR_LOCAL))
                .with(kept(folder.resolve(FILE)));
    }

    void keep(Path folder) {
        StringBuilder text = new StringBuilder();
        folders.forEach(path -> text.append(path).append('\0'));
        files.forEach(path -> text.append(path).append('\0'));
        AtomicFile.write(folder.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static HiddenFiles kept(Path file) {
        HiddenFiles kept = none();
        if (!Files.exists(file)) {
            return kept;
        }
        try {
            for (String path : Files.readString(file).split("\0", -1)) {
                if (!path.isEmpty()) {
                    HiddenSearch.judge(Path.of(path), kept);
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
        return kept;
    }

    HiddenFiles with(HiddenFiles other) {
        HiddenFiles all = none();
        all.folders.addAll(folders);
        all.folders.addAll(other.folders);
        all.folders.removeIf(all::isInHiddenFolder);
        all.files.addAll(files);
        all.files.addAll(other.files);
        all.files.removeIf(all::isInHiddenFolder);
        return all;
    }

    private boolean isInHiddenFolder(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (folders.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
