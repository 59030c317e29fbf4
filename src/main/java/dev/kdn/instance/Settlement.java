/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.StorageException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.process.ChildJournal;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.TemporaryFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Brings to an end what killed operations left half done: rolls a create back, finishes a remove or a recreate. Done
/// by commands that change something, before their own work; what cannot be settled now, as when the engine is not
/// there, is said and stays for later.
final class Settlement {
    private final Collaborators with;
    private final Operations operations;

    Settlement(Collaborators with) {
        this.with = with;
        this.operations = new Operations(with);
    }

    /// Settles every dead intent.
    void settleAll(StepLogger steps) {
        settleOthers("", steps);
    }

    /// Settles every dead intent but that of one workspace, which the caller is going to lock.
    void settleOthers(String exceptId, StepLogger steps) {
        List<String> ids = new ArrayList<>(with.intents().ids());
        ids.remove(exceptId);
        for (String id : ids) {
            settle(id, steps)
                    .ifPresent(problem -> steps.warn("an operation on workspace " + id
                            + " was interrupted and could not be settled, which is tried again by the next command: "
                            + problem.getMessage()));
        }
    }

    /// The intents that are there to be settled.
    List<Intent> dead() {
        List<Intent> dead = new ArrayList<>();
        for (String id : with.intents().ids()) {
            if (with.intents().isFree(id)) {
                with.intents().read(id).ifPresent(dead::add);
            }
        }
        return dead;
    }

    /// Settles the intent if it is dead.
    ///
    /// @return why it could not be settled; nothing if it was, or is alive
    Optional<KdnException> settle(String id, StepLogger steps) {
        Optional<FileLock> free = with.storage().tryLock(id);
        if (free.isEmpty()) {
            return Optional.empty();
        }
        try (FileLock lock = free.get()) {
            boolean meant = with.intents().read(id).isPresent(); // else the work ended since it was listed
            Optional<KdnException> problem = settleHeld(id, steps);
            if (problem.isEmpty() && (!meant || with.store().find(id).isEmpty())) {
                lock.deleteFile();
            }
            return problem;
        }
    }

    /// Settles the intent, if there is one, of a workspace whose lock the caller holds.
    ///
    /// @return why it could not be settled
    Optional<KdnException> settleHeld(String id, StepLogger steps) {
        return with.intents().read(id).flatMap(intent -> attempt(intent, steps));
    }

    private Optional<KdnException> attempt(Intent intent, StepLogger steps) {
        String what = intent.words();
        try {
            steps.step(
                    "Settling an interrupted " + what,
                    "Interrupted " + what + " settled",
                    () -> settle(intent, steps.quiet()));
            return Optional.empty();
        } catch (CancelledException e) {
            throw e;
        } catch (KdnException e) {
            return Optional.of(e);
        }
    }

    private void settle(Intent intent, StepLogger steps) {
        ChildJournal.endAll(with.intents().children(intent.id()));
        Optional<Instance> instance = with.store().find(intent.id());
        if (instance.isEmpty()) {
            InstanceStore.Listing listing = with.store().listing();
            if (listing.damaged()) {
                throw new StorageException("the list of workspaces is damaged, and may have named it");
            }
            // Of what somebody once had a record, prune takes care, which looks at more than one workspace: the list
            // may
            // have been lost.
            boolean unwanted = intent.operation() == Intent.Operation.CREATE
                    || intent.operation() == Intent.Operation.REMOVE
                    || intent.operation() == Intent.Operation.BUILD;
            if (unwanted && !Keep.recorded(with, listing).contains(intent.id())) { // nor in an unreadable record
                discard(intent);
            }
        } else {
            finish(intent, instance.get(), steps);
        }
        TemporaryFiles.clear(with.storage().root());
        with.intents().drop(intent.id());
    }

    /// Nobody was ever promised that workspace, or its removal had come to the record already.
    private void discard(Intent intent) {
        if (!intent.runtime().isEmpty()) {
            WorkspaceRuntime runtime = with.runtimes().get().get(intent.runtime());
            EngineFacts.refuseElsewhere(intent, runtime);
            clear(runtime, intent.id(), _ -> true);
        }
        new Metadata(with.storage()).delete(intent.id());
    }

    private static void clear(WorkspaceRuntime runtime, String workspaceId, Predicate<EngineObject> which) {
        Optional<GarbageCollection> garbage = runtime.capabilities().garbage();
        garbage.ifPresent(collection -> collection.objectsOf(workspaceId).stream()
                .filter(which)
                .sorted(Comparator.comparing(EngineObject::kind))
                .forEach(collection::remove));
    }

    private void finish(Intent intent, Instance instance, StepLogger steps) {
        WorkspaceRuntime runtime = operations.runtimeOf(instance);
        switch (intent.operation()) {
            case REMOVE -> finishRemoval(intent, instance, runtime, steps);
            case RECREATE -> finishRecreation(instance, runtime);
            case CREATE, START, STOP, BUILD, UNKNOWN -> recordNow(instance, runtime);
        }
    }

    private void finishRemoval(Intent intent, Instance instance, WorkspaceRuntime runtime, StepLogger steps) {
        String id = instance.runtime().instanceId();
        Optional<RuntimeInfo> now = info(runtime, id);
        boolean running =
                now.filter(info -> info.state() == RuntimeState.RUNNING).isPresent();
        if (running && !intent.force()) {
            return; // started behind our back, so somebody wants it
        }
        if (running) {
            operations.endOccupants(instance, steps);
            runtime.stop(id, steps);
        }
        runtime.remove(id, steps);
        discard(intent);
        with.store().remove(instance.id());
        with.occupants().get().forget(instance.id());
    }

    private void finishRecreation(Instance instance, WorkspaceRuntime runtime) {
        Recreation recreation = runtime.capabilities().recreation().orElseThrow();
        clear(runtime, instance.id(), object -> object.kind() == EngineObject.Kind.BUILD);
        String id = instance.runtime().instanceId();
        new Metadata(with.storage()).adopt(instance.id(), id);
        try {
            operations.recordState(instance, recreation.keepOnly(id, instance.id()), instance.startedAt());
        } catch (NotFoundException gone) {
            // Removed behind our back: there is nothing to keep, and the next start says so.
        }
    }

    /// How far the engine came, it knows best.
    private void recordNow(Instance instance, WorkspaceRuntime runtime) {
        info(runtime, instance.runtime().instanceId())
                .ifPresent(info -> operations.recordState(instance, info, instance.startedAt()));
    }

    private static Optional<RuntimeInfo> info(WorkspaceRuntime runtime, String id) {
        try {
            return Optional.of(runtime.info(id));
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }
}
