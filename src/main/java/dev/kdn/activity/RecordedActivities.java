/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.storage.Storage;
import java.util.List;
import java.util.function.Supplier;

/// The activities as last recorded; no engine is asked.
public final class RecordedActivities {
    private final Supplier<Storage> storage;

    public RecordedActivities(Supplier<Storage> storage) {
        this.storage = storage;
    }

    /// Those of the workspace that had not ended, the oldest first.
    public List<Activity> living(String workspaceId) {
        return new ActivityStore(storage.get())
                .of(workspaceId).stream()
                        .filter(activity -> !activity.state().isOver())
                        .toList();
    }
}
