/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.JsonWriter;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Changes files of the configuration: under a lock, whole or not at all, and never to something that kdn would refuse.
/// What is not changed keeps its order, and members that kdn does not know stay.
public final class ConfigurationEditor {
    private static final String EMPTY = "{}";

    private final Storage storage;

    public ConfigurationEditor(Storage storage) {
        this.storage = storage;
    }

    /// Sets the member.
    ///
    /// @throws ConfigurationException if that breaks a rule; nothing is changed then
    public void set(ConfigurationTarget target, ConfigurationKey key, String value) {
        change(target, tree -> key.set(member(target, tree, true), value));
    }

    /// Takes the member out.
    ///
    /// @throws NotFoundException if it is not there
    public void unset(ConfigurationTarget target, ConfigurationKey key) {
        change(target, tree -> {
            if (!key.remove(member(target, tree, false))) {
                throw new NotFoundException(key.text() + " is not set in " + target.file());
            }
        });
    }

    /// Has the text changed by somebody who takes time. Nobody else edits the file meanwhile, but it can be set.
    ///
    /// @param edit gets a copy of the file, to be changed in place, or the copy that an earlier edit left
    /// @param notice is told of such a copy
    /// @return whether anything was changed
    /// @throws ConflictException if the file was changed meanwhile, or somebody else is editing it
    /// @throws ConfigurationException if the new text breaks a rule; the copy is kept then
    public boolean edit(ConfigurationTarget target, Consumer<Path> edit, Consumer<String> notice) {
        Path file = real(target);
        String id = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        storage.ensureFolder(storage.root());
        try (FileLock _ = storage.passingLock("edit-" + id, Duration.ZERO, "editing " + file)) {
            return editAlone(target, file, copy(target, file, id), edit, notice);
        }
    }

    private boolean editAlone(
            ConfigurationTarget target, Path file, Path copy, Consumer<Path> edit, Consumer<String> notice) {
        byte[] before = content(file);
        boolean kept = Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS);
        if (kept) {
            String stale = time(file).compareTo(time(copy)) >= 0 ? "; " + file + " was changed after it" : "";
            notice.accept(
                    "going on with " + copy + ", which an earlier edit left" + stale + "; delete it to start anew");
        } else {
            AtomicFile.write(copy, before.length == 0 ? (EMPTY + "\n").getBytes(StandardCharsets.UTF_8) : before);
        }
        byte[] start = content(copy);
        FileTime time = time(copy);
        run(edit, copy, kept, start);
        byte[] after = content(copy);
        boolean saved = !Arrays.equals(start, after) || (kept && !time.equals(time(copy)));
        if (saved) {
            check(target, copy, after);
            replace(target, file, before, copy, after);
        }
        if (saved || !kept) {
            AtomicFile.delete(copy);
        }
        return saved && !Arrays.equals(before, after);
    }

    /// A copy in which nothing was written is nothing to go on with.
    private static void run(Consumer<Path> edit, Path copy, boolean kept, byte[] start) {
        try {
            edit.accept(copy);
        } catch (RuntimeException e) {
            if (!kept && Arrays.equals(start, content(copy))) {
                AtomicFile.delete(copy);
            }
            throw e;
        }
    }

    private static void check(ConfigurationTarget target, Path copy, byte[] content) {
        try {
            target.check(JsonFile.parse(copy, content), true);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.getMessage(), hint(copy), e);
        }
    }

    private void replace(ConfigurationTarget target, Path file, byte[] before, Path copy, byte[] after) {
        try (FileLock _ = lock()) {
            if (!Arrays.equals(before, content(file))) {
                throw new ConflictException(file + " was changed by somebody else meanwhile", hint(copy));
            }
            write(target, file, after);
        }
    }

    private static String hint(Path copy) {
        return "your version is kept in " + copy + "; run the command again to go on with it";
    }

    /// Not in the sources, where an agent could put something else in its place.
    private Path copy(ConfigurationTarget target, Path file, String id) {
        return target.isShared()
                ? storage.ensureFolder(storage.configurationFolder())
                        .resolve("." + id + "." + file.getFileName() + ".edit.json")
                : file.resolveSibling("." + file.getFileName() + ".edit.json");
    }

    private static FileTime time(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    private void change(ConfigurationTarget target, Consumer<JsonTree> change) {
        Path file = real(target);
        try (FileLock _ = lock()) {
            JsonTree tree = JsonFile.read(file)
                    .filter(document -> !document.isNull())
                    .orElseGet(() -> JsonFile.parse(file, EMPTY));
            change.accept(tree);
            String text = text(tree);
            target.check(JsonFile.parse(file, text), false);
            write(target, file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The configuration in the document; made if wished.
    private static JsonTree member(ConfigurationTarget target, JsonTree tree, boolean make) {
        if (target.isWhole()) {
            return tree;
        }
        JsonTree there = tree.object().get(target.key());
        if (there != null && !there.isNull()) {
            return there;
        }
        JsonTree made = JsonFile.parse(target.file(), EMPTY);
        if (make) {
            tree.object().put(target.key(), made);
        }
        return made;
    }

    private static String text(JsonTree tree) {
        try {
            return new JsonWriter().json(tree.json()).toString() + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("kdn's own JSON", e);
        }
    }

    private FileLock lock() {
        storage.ensureFolder(storage.root());
        return storage.passingLock("configuration", Storage.LOCK_LIMIT, "the configuration");
    }

    private void write(ConfigurationTarget target, Path file, byte[] content) {
        try {
            Set<PosixFilePermission> permissions = Files.exists(file)
                    ? Files.getPosixFilePermissions(file)
                    : PosixFilePermissions.fromString(target.isShared() ? "rw-r--r--" : "rw-------");
            AtomicFile.write(file, content);
            Files.setPosixFilePermissions(file, permissions);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + file, e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return BoundedFile.read(file, JsonFile.MAX_BYTES);
        } catch (NoSuchFileException none) {
            return new byte[0];
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    /// Where a link leads, so that it stays one; the folder is made.
    private Path real(ConfigurationTarget target) {
        Path file = target.file().toAbsolutePath().normalize();
        if (target.isShared()) {
            return target.inSources();
        }
        try {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            Optional.ofNullable(file.getParent()).ifPresent(storage::ensureFolder);
            return file;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + file, e);
        }
    }
}
