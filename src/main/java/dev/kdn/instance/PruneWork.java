/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Removes one thing after the other; what goes wrong with one keeps the others from nothing.
final class PruneWork {
    private final boolean dryRun;
    private final List<PruneItem> items = new ArrayList<>();
    private Optional<KdnException> failure = Optional.empty();

    /// @param dryRun only note what would be removed
    PruneWork(boolean dryRun) {
        this.dryRun = dryRun;
    }

    PruneReport report() {
        return new PruneReport(items, failure);
    }

    void remove(PruneItem item, Runnable removal) {
        removeIfPossible(item, () -> {
            removal.run();
            return true;
        });
    }

    /// @param removal tells whether it is gone; if it is not, nothing is noted
    void removeIfPossible(PruneItem item, BooleanSupplier removal) {
        try {
            if (dryRun || removal.getAsBoolean()) {
                items.add(item);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (KdnException e) {
            note(item, e);
        }
    }

    /// Notes what was done.
    void done(PruneItem item) {
        items.add(item);
    }

    /// Notes what was not possible.
    void note(PruneItem item, KdnException e) {
        items.add(item.failed(String.valueOf(e.getMessage())));
        fail(e);
    }

    /// The first failure is that of the command.
    void fail(KdnException e) {
        failure = failure.or(() -> Optional.of(e));
    }

    /// Does the work on one runtime; one that does not answer keeps the others from nothing.
    void attempt(String type, StepLogger steps, Runnable work) {
        try {
            work.run();
        } catch (CancelledException e) {
            throw e;
        } catch (KdnException e) {
            if (failure.isPresent()) { // only the first one is told by the command itself
                steps.warn("nothing was removed from " + type + ": " + e.getMessage());
            }
            fail(e);
        }
    }
}
