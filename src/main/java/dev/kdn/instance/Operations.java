/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What the operations on one registered workspace have in common.
final class Operations {
    private final Collaborators with;

    Operations(Collaborators with) {
        this.with = with;
    }

    /// Runs `work` on the record as it is once the workspace's lock is held and what was broken off is settled.
    ///
    /// @throws dev.kdn.error.KdnException if what was broken off on this workspace cannot be settled
    <T> T locked(String reference, StepLogger steps, BiFunction<Instance, FileLock, T> work) {
        return locked(reference, steps, true, work);
    }

    /// As [#locked(String, StepLogger, BiFunction)], for work that makes an end of the workspace in any case.
    <T> T lockedToRemove(String reference, StepLogger steps, BiFunction<Instance, FileLock, T> work) {
        return locked(reference, steps, false, work);
    }

    private <T> T locked(
            String reference, StepLogger steps, boolean settledOnly, BiFunction<Instance, FileLock, T> work) {
        Instance meant = References.resolve(reference, with.store().read());
        Settlement settlement = new Settlement(with);
        settlement.settleOthers(meant.id(), steps);
        try (FileLock lock = lock(meant, steps)) {
            // Not before: whoever held the lock may have been killed while we waited.
            Optional<KdnException> problem = settlement.settleHeld(meant.id(), steps);
            if (problem.isPresent() && settledOnly) {
                throw problem.get();
            }
            List<Instance> now = with.store().read();
            for (Instance instance : now) {
                if (instance.id().equals(meant.id())) {
                    return work.apply(instance, lock);
                }
            }
            lock.deleteFile(); // removed while we waited, so we made this file anew
            throw References.notFound(reference, now);
        }
    }

    private FileLock lock(Instance instance, StepLogger steps) {
        Optional<FileLock> free = with.storage().tryLock(instance.id());
        return free.orElseGet(() -> steps.step(
                "Waiting for another operation on workspace " + instance.name(),
                "Workspace " + instance.name() + " is free",
                () -> awaitLock(instance)));
    }

    private FileLock awaitLock(Instance instance) {
        try {
            return with.storage().lock(instance.id(), with.lockLimit(), "it");
        } catch (ConflictException e) {
            throw new ConflictException(
                    "workspace " + instance.name() + " is busy: " + e.getMessage(),
                    e.hint().orElse(null),
                    e);
        }
    }

    /// The runtime of the workspace, which works with the engine that the workspace is on.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed, or another one is chosen now
    WorkspaceRuntime runtimeOf(Instance instance) {
        if (!hasRuntime(instance)) {
            throw new ConfigurationException(
                    "instance has no runtime configured: " + instance.name(),
                    "remove it with 'kdn remove " + instance.name() + "'");
        }
        WorkspaceRuntime runtime = with.runtimes().get().get(instance.runtime().type());
        if (runtime.capabilities().place().isPresent()) {
            EngineFacts.refuseElsewhere(instance, runtime, factsIfReadable(instance));
        }
        return runtime;
    }

    static boolean hasRuntime(Instance instance) {
        return !instance.runtime().type().isEmpty()
                && !instance.runtime().instanceId().isEmpty();
    }

    /// Ends what lives in a workspace that is about to be stopped. Stopping it would do so less gently, so nothing that
    /// goes wrong here keeps it from being stopped.
    void endOccupants(Instance instance, StepLogger steps) {
        try {
            with.occupants().get().end(instance, steps);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException failure) {
            steps.warn("cannot end what runs in workspace " + instance.name() + " one by one: " + failure.getMessage());
        }
    }

    /// Patches state, info and time of start of the record, and nothing else of it.
    ///
    /// @param started shown while it runs; empty means "from now on"
    Instance recordState(Instance instance, RuntimeInfo info, Optional<OffsetDateTime> started) {
        Optional<OffsetDateTime> start = info.state() == RuntimeState.RUNNING
                ? started.or(() -> Optional.of(OffsetDateTime.now(with.clock())))
                : Optional.empty();
        Instance changed =
                with.store().change(instance.id(), now -> now.withRuntime(merged(now.runtime(), info), start));
        new Metadata(with.storage()).merge(instance.id(), info.facts());
        return changed;
    }

    /// What to say when the engine does not know the workspace's container any more.
    NotFoundException gone(Instance instance, NotFoundException cause) {
        return new NotFoundException(
                "the " + instance.runtime().type() + " instance of workspace " + instance.name() + " is gone: "
                        + cause.getMessage(),
                "make it anew: " + MendingCommand.of("kdn", "remove", instance.name()) + " && " + initAgain(instance),
                cause);
    }

    private String initAgain(Instance instance) {
        List<String> words = new ArrayList<>(List.of("kdn", "init", "--name", instance.name()));
        words.addAll(List.of("--runtime", instance.runtime().type(), "--agent", instance.agent()));
        instance.model().ifPresent(model -> words.addAll(List.of("--model", model)));
        Map<String, String> facts = factsIfReadable(instance);
        words.addAll(LimitFacts.words(facts));
        words.addAll(EngineSources.words(facts));
        words.add(instance.source().toString());
        return MendingCommand.of(words.toArray(String[]::new));
    }

    private Map<String, String> factsIfReadable(Instance instance) {
        try {
            return new Metadata(with.storage()).facts(instance.id());
        } catch (StorageException e) {
            return Map.of(); // what is to be told is that the container is gone
        }
    }

    private static RuntimeRecord merged(RuntimeRecord before, RuntimeInfo info) {
        Map<String, String> all = new HashMap<>(before.info());
        all.putAll(info.info());
        return new RuntimeRecord(before.type(), before.instanceId(), info.state(), all);
    }
}
