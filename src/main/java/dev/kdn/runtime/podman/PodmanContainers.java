/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.process.CommandResult;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.Storage;
import dev.kdn.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes containers with their networks, completely or not at all.
final class PodmanContainers {
    private final Storage storage;
    private final PodmanCli podman;
    private final ContainerRecords records;
    private final Path folder;

    /// @param folder for short-lived files, `<S>/runtimes/podman`
    PodmanContainers(Storage storage, PodmanCli podman, ContainerRecords records, Path folder) {
        this.storage = storage;
        this.podman = podman;
        this.records = records;
        this.folder = folder;
    }

    /// A container that was made.
    ///
    /// @param told what podman tells of it
    record Made(String id, String name, Map<String, String> told) {}

    /// Makes the network and the container.
    ///
    /// @param wish tells another name when that of `spec` is not free, and which container must stay
    /// @param origin to be remembered of the container, besides network and mounts
    /// @param restoreImage builds the image anew if it is gone, and tells whether it was
    /// @param ask asks podman what is to be known of the new container
    Made make(
            ContainerSpec spec,
            WorkspaceContainer wish,
            Supplier<Map<String, String>> origin,
            BooleanSupplier restoreImage,
            Function<String, Map<String, String>> ask) {
        ContainerEnvironment environment = ContainerEnvironment.of(spec.environment());
        try {
            spec.network().ifPresent(network -> makeNetwork(network, spec.labels(), wish.predecessor()));
            Made made = make(spec, wish.otherName(), environment, restoreImage);
            List<Path> hosts =
                    spec.mounts().stream().map(ContainerSpec.Mount::host).toList();
            records.remember(made.id(), spec.network(), hosts, origin.get());
            return new Made(made.id(), made.name(), ask.apply(made.id()));
        } catch (Throwable failure) {
            undo(spec, wish.predecessor(), failure);
            throw failure;
        }
    }

    /// Makes the network; one that a container to be replaced is on is shared with it.
    private void makeNetwork(String network, Map<String, String> labels, Predecessor predecessor) {
        if (predecessor.id().isPresent()
                && podman.call(PodmanCli.ASK, "network", "exists", network).succeeded()) {
            return;
        }
        CommandResult result = podman.call(PodmanCli.CHANGE, PodmanArguments.createNetwork(network, labels), Map.of());
        if (!result.succeeded()) {
            throw podman.setUpFailure("failed to create network " + network, result);
        }
    }

    /// Tries first and asks only when that fails, since all is well nearly always.
    private Made make(
            ContainerSpec spec, String otherName, ContainerEnvironment environment, BooleanSupplier restoreImage) {
        CommandResult result = create(spec, environment);
        if (!result.succeeded() && restoreImage.getAsBoolean()) {
            result = create(spec, environment);
        }
        String name = spec.name();
        if (!result.succeeded()) {
            // Also when the name is free: who had it may just have gone.
            name = nameIsTaken(name) ? otherName : name;
            result = create(spec.named(name), environment);
        }
        if (!result.succeeded() && !name.equals(otherName) && nameIsTaken(name)) {
            name = otherName; // and somebody else took it before this try
            result = create(spec.named(name), environment);
        }
        if (!result.succeeded()) {
            refuseMissingSecrets(spec);
            throw podman.setUpFailure("failed to create podman container " + name, result);
        }
        return new Made(onlyLine(result.stdout()), name, Map.of());
    }

    private void refuseMissingSecrets(ContainerSpec spec) {
        for (String secret : spec.secrets().values()) {
            if (!podman.call(PodmanCli.ASK, "secret", "inspect", secret).succeeded()) {
                throw new ConfigurationException(
                        "podman has no secret of the name " + secret,
                        "make it: " + MendingCommand.of("podman", "secret", "create", secret, "FILE"));
            }
        }
    }

    private boolean nameIsTaken(String name) {
        return podman.containerExists(name, podman::setUpFailure)
                // podman 4 has one space of names for containers and pods.
                || podman.call(PodmanCli.ASK, "pod", "exists", name).succeeded();
    }

    private CommandResult create(ContainerSpec spec, ContainerEnvironment environment) {
        Path file = environmentFile(environment);
        try {
            List<String> names = List.copyOf(environment.inherited().keySet());
            List<String> arguments = PodmanArguments.create(spec, file, names);
            return podman.call(PodmanCli.CHANGE, arguments, environment.inherited());
        } finally {
            AtomicFile.delete(file);
        }
    }

    /// Readable by its owner only; gone when podman has read it.
    private Path environmentFile(ContainerEnvironment environment) {
        try {
            Path file = TemporaryFiles.nameFor(storage.ensureFolder(folder).resolve("environment"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, environment.file(), StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write into " + folder, e);
        }
    }

    /// A container whose creation was interrupted has no id that kdn learnt; its labels tell.
    private void undo(ContainerSpec spec, Predecessor predecessor, Throwable failure) {
        try {
            String workspace = spec.labels().getOrDefault(PodmanLabels.WORKSPACE, "");
            for (WorkspaceContainers.Found found : new WorkspaceContainers(storage, podman).of(workspace)) {
                if (!predecessor.id().equals(Optional.of(found.id()))) {
                    podman.call(PodmanCli.CHANGE, "rm", "-f", "-v", "-t", "0", found.id());
                    records.forget(found.id());
                }
            }
            if (spec.network().isPresent()) { // refused as long as the old container is on it
                podman.call(PodmanCli.CHANGE, "network", "rm", spec.network().get());
            }
        } catch (KdnException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    private static String onlyLine(String stdout) {
        String line = stdout.strip();
        return line.substring(line.lastIndexOf('\n') + 1);
    }
}
