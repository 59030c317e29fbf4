/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.GarbageCollection;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.step.StepLogger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Settles what was broken off and removes what nobody needs. Objects of an engine go only when they carry this
/// storage's label and their workspace is in no record, no quarantined record and not in the making; when the list of
/// workspaces is missing, empty or damaged, nothing that a workspace runs in goes, for the list may have been lost.
final class Prune {
    private static final Set<EngineObject.Kind> HELD_BACK =
            EnumSet.of(EngineObject.Kind.CONTAINER, EngineObject.Kind.NETWORK);

    private final Collaborators with;
    private final boolean dryRun;
    private final boolean orphans;
    private final PruneWork work;
    private int heldBack;

    /// @param orphans remove containers even though the list of workspaces is not to be trusted
    Prune(Collaborators with, boolean dryRun, boolean orphans) {
        this.with = with;
        this.dryRun = dryRun;
        this.orphans = orphans;
        this.work = new PruneWork(dryRun);
    }

    PruneReport run(StepLogger steps) {
        if (!Files.isDirectory(with.storage().root())) {
            return work.report(); // and none is made
        }
        settle(steps);
        for (RuntimeEntry entry : with.runtimes().get().all()) {
            String type = entry.description().type();
            if (Files.isDirectory(with.storage().runtimeFolder(type))) {
                work.attempt(type, steps, () -> prune(type));
            }
        }
        Keep keep = Keep.now(with);
        Optional<Set<String>> known = keep.listIsWhole() || orphans ? Optional.of(keep.ids()) : Optional.empty();
        for (PruneItem item : with.occupants().get().leftovers(known, steps)) {
            work.remove(item, () -> with.occupants().get().remove(item));
        }
        StorageGarbage garbage = new StorageGarbage(with.storage(), with.intents());
        for (PruneItem item : garbage.items(() -> Keep.now(with))) {
            if (item.kind().equals(StorageGarbage.FOLDER) && !keep.listIsWhole() && !orphans) {
                heldBack++;
            } else {
                work.remove(item, () -> garbage.remove(item));
            }
        }
        if (heldBack > 0) {
            work.fail(heldBack());
        }
        return work.report();
    }

    private void settle(StepLogger steps) {
        Settlement settlement = new Settlement(with);
        for (Intent dead : settlement.dead()) {
            String what = dead.operation() == Intent.Operation.BUILD
                    ? dead.words()
                    : dead.operation().text() + " of " + (dead.name().isEmpty() ? dead.id() : dead.name());
            PruneItem item = new PruneItem(PruneItem.INTERRUPTED, dead.runtime(), dead.id(), what, dead.id());
            Optional<KdnException> problem = dryRun ? Optional.empty() : settlement.settle(dead.id(), steps);
            problem.ifPresentOrElse(e -> work.note(item, e), () -> work.done(item));
        }
    }

    private void prune(String type) {
        Optional<GarbageCollection> garbage =
                with.runtimes().get().get(type).capabilities().garbage();
        if (garbage.isEmpty()) {
            return;
        }
        List<EngineObject> objects = new ArrayList<>(garbage.get().objects());
        objects.sort(Comparator.comparing(EngineObject::kind));
        Keep keep = Keep.now(with);
        for (EngineObject object : objects) {
            if (keep.has(object)) {
                continue;
            }
            if (HELD_BACK.contains(object.kind()) && !keep.listIsWhole() && !orphans) {
                heldBack++;
                continue;
            }
            work.remove(item(type, object), () -> garbage.get().remove(object));
        }
    }

    private ConflictException heldBack() {
        return new ConflictException(
                (heldBack == 1
                                ? "1 object of a workspace was left alone"
                                : heldBack + " objects of workspaces were left alone")
                        + ", since the list of workspaces is missing, empty or damaged and may have been lost: "
                        + with.storage().instancesFile(),
                "restore that file, or remove them too with 'kdn prune --orphans'");
    }

    private static PruneItem item(String type, EngineObject object) {
        String kind = object.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new PruneItem(kind, type, object.id(), object.name(), object.workspaceId());
    }
}
