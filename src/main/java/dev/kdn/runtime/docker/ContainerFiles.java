/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ChangeLog;
import dev.kdn.agent.SettingsFile;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.image.WorkspaceUser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The files of containers, which need not run.
final class ContainerFiles {
    private static final Patience PATIENCE = Patience.silence(Duration.ofMinutes(2));
    private static final int DELETED = 2;
    private static final int PERMISSIONS = 0777;
    private static final int PRIVATE_FOLDER = 0700;
    private static final int MAX_BYTES = SettingsFile.MAX_BYTES;
    private static final int MAX_LINKS = 8;

    private final DockerConnection connection;

    ContainerFiles(DockerConnection connection) {
        this.connection = connection;
    }

    /// Those of the paths that are not as in the image.
    Set<String> changed(String id, Set<String> paths) {
        List<ChangeLog> changes = connection.ask(
                "see what changed in container " + id,
                PATIENCE,
                client -> client.containerDiffCmd(id).exec());
        Set<String> found = new HashSet<>();
        for (ChangeLog change : Objects.requireNonNullElse(changes, List.<ChangeLog>of())) {
            if (change.getKind() != DELETED && paths.contains(change.getPath())) {
                found.add(change.getPath());
            }
        }
        return found;
    }

    /// Copies a path into a folder of another container, through this machine.
    /// @param mounts paths on which something is mounted in the first one
    void copy(String from, String path, String to, String folder, Set<String> mounts) {
        try {
            connection.ask(
                    "copy " + path, PATIENCE, client -> copy(client, from, path, to, folder, below(folder, mounts)));
        } catch (NotFoundException | ConflictException refused) {
            throw new EngineException(String.valueOf(refused.getMessage()), null, refused);
        }
    }

    private static boolean copy(
            DockerClient client, String from, String path, String to, String folder, Set<String> mounts)
            throws IOException {
        try (InputStream archive =
                client.copyArchiveFromContainerCmd(from, path).exec()) {
            client.copyArchiveToContainerCmd(to)
                    .withTarInputStream(mounts.isEmpty() ? archive : new ArchiveWithoutMounts(archive, mounts))
                    .withRemotePath(folder)
                    .exec();
        }
        return true;
    }

    /// Those in the folder, as an archive of it names them.
    private static Set<String> below(String folder, Set<String> mounts) {
        Set<String> names = new HashSet<>();
        for (String mount : mounts) {
            if (mount.startsWith(folder)) {
                names.add(mount.substring(folder.length()));
            }
        }
        return names;
    }

    /// The regular file at that path, if it is there.
    Optional<SettingsFile> file(String id, String path) {
        try {
            return connection.ask("read " + path, PATIENCE, client -> file(client, id, path, MAX_LINKS));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// What an agent could put there is read no further than settings can be large.
    private static Optional<SettingsFile> file(DockerClient client, String id, String path, int links)
            throws IOException {
        try (InputStream answer = client.copyArchiveFromContainerCmd(id, path).exec();
                TarArchiveInputStream archive = new TarArchiveInputStream(answer)) {
            TarArchiveEntry entry = archive.getNextEntry();
            if (entry != null && entry.isSymbolicLink() && links > 0) { // docker gives the link itself
                Path target = Path.of(path).resolveSibling(entry.getLinkName()).normalize();
                return file(client, id, target.toString(), links - 1);
            }
            if (entry == null || !entry.isFile() || entry.isSymbolicLink()) {
                return Optional.empty();
            }
            if (entry.getSize() > MAX_BYTES) {
                throw SettingsFile.tooLarge(path);
            }
            return Optional.of(new SettingsFile(archive.readAllBytes(), entry.getMode() & PERMISSIONS));
        }
    }

    /// Puts files into a folder inside, with that owner.
    void put(
            String id,
            String folder,
            SortedSet<String> folders,
            Map<String, SettingsFile> contents,
            WorkspaceUser owner) {
        byte[] archive = archive(folders, contents, owner);
        try {
            connection.ask("put settings into container " + id, PATIENCE, client -> {
                client.copyArchiveToContainerCmd(id)
                        .withTarInputStream(new ByteArrayInputStream(archive))
                        .withRemotePath(folder)
                        .exec();
                return true;
            });
        } catch (NotFoundException | ConflictException refused) {
            throw new EngineException(String.valueOf(refused.getMessage()), null, refused);
        }
    }

    static byte[] archive(SortedSet<String> folders, Map<String, SettingsFile> contents, WorkspaceUser owner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8")) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX); // ids of directory services are large
            archive.setAddPaxHeadersForNonAsciiNames(true);
            for (String folder : folders) {
                archive.putArchiveEntry(entry(folder + "/", PRIVATE_FOLDER, owner));
                archive.closeArchiveEntry();
            }
            for (Map.Entry<String, SettingsFile> file : contents.entrySet()) {
                byte[] content = file.getValue().content();
                TarArchiveEntry entry = entry(file.getKey(), file.getValue().mode(), owner);
                entry.setSize(content.length);
                archive.putArchiveEntry(entry);
                archive.write(content);
                archive.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // nothing but memory is written to
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry entry(String name, int mode, WorkspaceUser owner) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(owner.uid(), owner.gid());
        return entry;
    }
}
