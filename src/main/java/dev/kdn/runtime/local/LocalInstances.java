/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.NotFoundException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The workspaces of this runtime, each with a folder `<S>/runtimes/local/instances/<id>` that holds its record and
/// what
/// it keeps between activities. Nothing but `home` and `tmp` of it can be seen from inside.
final class LocalInstances {
    private static final String RECORD = "instance.json";
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Storage storage;
    private final Path folder;

    LocalInstances(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    /// The present boot of the machine; a word for "some" where the system does not tell.
    static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException unknown) {
            return "any";
        }
    }

    Optional<LocalInstance> find(String id) {
        return isId(id) ? FlatJson.read(record(id)).map(members -> LocalInstance.of(id, members)) : Optional.empty();
    }

    LocalInstance get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException("runtime instance not found: " + id));
    }

    void write(LocalInstance instance) {
        storage.ensureFolder(home(instance.id()));
        storage.ensureFolder(temporary(instance.id()));
        FlatJson.write(record(instance.id()), instance.toMembers());
    }

    List<LocalInstance> all() {
        List<LocalInstance> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path each : folders) {
                find(String.valueOf(each.getFileName())).ifPresent(all::add);
            }
        } catch (NoSuchFileException none) {
            return all;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot list " + folder, e);
        }
        return all;
    }

    /// Deletes everything of that workspace, whatever comes. The record goes last, so that what is left is found again.
    void delete(String id) {
        delete(id, AtomicFile::deleteTree);
    }

    /// As [#delete(String)], where nothing else has to be undone: a home can hold a great many files.
    ///
    /// @throws dev.kdn.error.CancelledException after an interrupt; the workspace can be deleted again
    void deleteUnlessCancelled(String id) {
        delete(id, AtomicFile::deleteTreeUnlessCancelled);
    }

    private void delete(String id, Consumer<Path> deletion) {
        if (isId(id)) {
            for (Path kept : List.of(home(id), temporary(id))) {
                open(kept);
                deletion.accept(kept);
            }
            AtomicFile.delete(record(id));
            AtomicFile.deleteTree(folder(id));
        }
    }

    /// All that kdn keeps.
    Path storage() {
        return storage.root();
    }

    Path home(String id) {
        return folder(id).resolve("home");
    }

    Path temporary(String id) {
        return folder(id).resolve("tmp");
    }

    Path folder(String id) {
        return folder.resolve(id);
    }

    private Path record(String id) {
        return folder(id).resolve(RECORD);
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-f]{32}");
    }

    /// Programs make folders that nobody can write to; what is in them could not be deleted.
    private static void open(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                    if (!Files.isWritable(each) || !Files.isExecutable(each)) {
                        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path each, IOException failure) throws IOException {
                    if (Files.isDirectory(each) && !Files.isReadable(each)) {
                        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
                        open(each);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw AtomicFile.failure("cannot delete " + root, e);
        }
    }
}
