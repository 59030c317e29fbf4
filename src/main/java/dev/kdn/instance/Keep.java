/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.EngineObject;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/// What must not be removed: workspaces and their instances that are in any record, also in one that cannot be read,
/// or in the making.
///
/// @param ids of workspaces and of instances
/// @param busy whether an operation is going on, so that what belongs to no workspace may belong to it
/// @param listIsWhole whether the list of workspaces is there, holds something and is not damaged
record Keep(Set<String> ids, boolean busy, boolean listIsWhole) {
    private static final int ID_LENGTH = 64;

    /// To be asked after the objects were listed: then whatever is on the list was known before, by a live intent or,
    /// if that has ended meanwhile, by a record.
    static Keep now(Collaborators with) {
        Set<String> ids = new HashSet<>();
        with.intents().live().forEach(intent -> ids.add(intent.id()));
        boolean busy = !ids.isEmpty();
        InstanceStore.Listing listing = with.store().listing();
        ids.addAll(recorded(with, listing));
        return new Keep(ids, busy, listing.whole() && !listing.instances().isEmpty());
    }

    /// What is in records, in good ones and in those that cannot be read.
    static Set<String> recorded(Collaborators with, InstanceStore.Listing listing) {
        Set<String> ids = new HashSet<>();
        for (Instance instance : listing.instances()) {
            ids.add(instance.id());
            ids.add(instance.runtime().instanceId());
        }
        addIds(with.storage().instancesFile(), ids);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(with.storage().quarantineFolder())) {
            files.forEach(file -> addIds(file, ids));
        } catch (NoSuchFileException none) {
            // Nothing was ever damaged.
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + with.storage().quarantineFolder(), e);
        }
        return ids;
    }

    boolean has(EngineObject object) {
        return object.workspaceId().isEmpty()
                ? busy || ids.contains(object.id())
                : ids.contains(object.workspaceId()) || ids.contains(object.id());
    }

    /// Damaged text may name what somebody wants back, so everything counts that looks like an id.
    private static void addIds(Path file, Set<String> ids) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !HexFormat.isHexDigit(text.charAt(i))) {
                if (i - start == ID_LENGTH) {
                    ids.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }
}
