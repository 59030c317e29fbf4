/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.JsonWriter;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
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
    /// @throws dev.kdn.error.ConfigurationException if that breaks a rule; nothing is changed then
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

    /// Has the text changed by somebody who takes time, without a lock.
    ///
    /// @param edit gets a copy of the file, to be changed in place
    /// @return whether anything was changed
    /// @throws ConflictException if the file was changed meanwhile
    /// @throws dev.kdn.error.ConfigurationException if the new text breaks a rule; the copy is kept then
    public boolean edit(ConfigurationTarget target, Consumer<Path> edit) {
        Path file = real(target);
        byte[] before = content(file);
        Path copy = file.resolveSibling("." + file.getFileName() + ".edit.json");
        AtomicFile.writeKeepingBackup(
                copy, before.length == 0 ? (EMPTY + "\n").getBytes(StandardCharsets.UTF_8) : before);
        byte[] start = content(copy);
        edit.accept(copy);
        byte[] after = content(copy);
        if (!Arrays.equals(start, after)) {
            target.check(JsonFile.parse(copy, new String(after, StandardCharsets.UTF_8)), true);
            try (FileLock _ = lock()) {
                if (!Arrays.equals(before, content(file))) {
                    throw new ConflictException(
                            file + " was changed by somebody else meanwhile", "your version is kept in " + copy);
                }
                write(target, file, after);
            }
        }
        AtomicFile.delete(copy);
        AtomicFile.delete(AtomicFile.backupOf(copy)); // of an edit that came to nothing
        return !Arrays.equals(start, after);
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
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + file, e);
        }
    }

    /// Where a link leads, so that it stays one; the folder is made.
    private Path real(ConfigurationTarget target) {
        try {
            if (Files.exists(target.file())) {
                return target.file().toRealPath();
            }
            Path folder = target.file().toAbsolutePath().getParent();
            if (folder != null) {
                Path _ = target.isShared() ? Files.createDirectories(folder) : storage.ensureFolder(folder);
            }
            return target.file();
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + target.file(), e);
        }
    }
}
