/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.KdnException;
import dev.kdn.runtime.container.EngineContainers.Creation;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes containers with their networks, completely or not at all.
final class ContainerMaker {
    private final ContainerEngine engine;
    private final ContainerRecords records;

    ContainerMaker(ContainerEngine engine, ContainerRecords records) {
        this.engine = engine;
        this.records = records;
    }

    /// A container that was made.
    ///
    /// @param told what the engine tells of it
    record Made(String id, String name, Map<String, String> told) {}

    /// Makes the network and the container.
    ///
    /// @param wish tells another name when that of `spec` is not free, and which container must stay
    /// @param origin to be remembered of the container, besides network and mounts
    /// @param restoreImage builds the image anew if it is gone, and tells whether it was
    /// @param ask asks the engine what is to be known of the new container
    Made make(
            ContainerSpec spec,
            WorkspaceContainer wish,
            Supplier<Map<String, String>> origin,
            BooleanSupplier restoreImage,
            Function<String, Map<String, String>> ask) {
        Optional<String> network = spec.network().filter(name -> !isShared(name, wish.predecessor()));
        try {
            network.ifPresent(name -> engine.networks().create(name, spec.labels()));
            Made made = make(spec, wish.otherName(), restoreImage);
            records.remember(made.id(), spec.network(), wish.watched(spec), origin.get());
            return new Made(made.id(), made.name(), ask.apply(made.id()));
        } catch (Throwable failure) {
            undo(spec, network, wish.predecessor(), failure);
            throw failure;
        }
    }

    /// Whether a container that is to be replaced has that network already.
    private boolean isShared(String network, Predecessor predecessor) {
        return predecessor.id().isPresent() && engine.networks().has(network);
    }

    /// Tries first and asks only when that fails, since all is well nearly always.
    private Made make(ContainerSpec spec, String otherName, BooleanSupplier restoreImage) {
        EngineContainers containers = engine.containers();
        Creation creation = containers.create(spec);
        if (failed(creation) && restoreImage.getAsBoolean()) {
            creation = containers.create(spec);
        }
        String name = spec.name();
        if (failed(creation)) {
            // Also when the name is free: who had it may just have gone.
            name = containers.nameIsTaken(name) ? otherName : name;
            creation = containers.create(spec.named(name));
        }
        if (failed(creation) && !name.equals(otherName) && containers.nameIsTaken(name)) {
            name = otherName; // and somebody else took it before this try
            creation = containers.create(spec.named(name));
        }
        return switch (creation) {
            case Creation.Made(String id) -> new Made(id, name, Map.of());
            case Creation.Failed(Supplier<KdnException> reason) -> throw reason.get();
        };
    }

    private static boolean failed(Creation creation) {
        return creation instanceof Creation.Failed;
    }

    /// A container whose creation was interrupted has no id that kdn learnt; its labels tell.
    ///
    /// @param network the one that was made; docker would remove any that no running container is on
    private void undo(ContainerSpec spec, Optional<String> network, Predecessor predecessor, Throwable failure) {
        try {
            String storage = spec.labels().getOrDefault(KdnLabels.STORAGE, "");
            String workspace = spec.labels().getOrDefault(KdnLabels.WORKSPACE, "");
            for (ListedContainer found : engine.containers().of(storage, workspace)) {
                if (!predecessor.id().equals(Optional.of(found.id()))) {
                    engine.containers().forceRemove(found.id());
                    records.forget(found.id());
                }
            }
            network.ifPresent(name -> engine.networks().remove(name));
        } catch (KdnException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
