/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ChangeLog;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The files of containers, which need not run.
final class ContainerFiles {
    private static final Patience PATIENCE = Patience.silence(Duration.ofMinutes(2));
    private static final int DELETED = 2;

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
    void copy(String from, String path, String to, String folder) {
        try {
            connection.ask("copy " + path, PATIENCE, client -> copy(client, from, path, to, folder));
        } catch (NotFoundException | ConflictException refused) {
            throw new EngineException(String.valueOf(refused.getMessage()), null, refused);
        }
    }

    private static boolean copy(DockerClient client, String from, String path, String to, String folder)
            throws IOException {
        try (InputStream archive =
                client.copyArchiveFromContainerCmd(from, path).exec()) {
            client.copyArchiveToContainerCmd(to)
                    .withTarInputStream(archive)
                    .withRemotePath(folder)
                    .exec();
        }
        return true;
    }
}
