/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Finds an activity by what a user calls it: an id, `WORKSPACE/NAME`, a name, or the beginning of an id. Of several of
/// one name in one workspace it is the one that lives, else the last one.
final class ActivityReference {
    private static final int SHORTEST = 4;

    private final List<Activity> activities;
    private final List<Instance> workspaces;

    ActivityReference(List<Activity> activities, List<Instance> workspaces) {
        this.activities = activities;
        this.workspaces = workspaces;
    }

    /// @throws NotFoundException if there is none
    /// @throws ConflictException if there are several
    Activity resolve(String reference) {
        List<Activity> found = found(reference);
        if (found.isEmpty()) {
            throw new NotFoundException("activity not found: " + reference, "'kdn ps --all' lists them");
        }
        if (found.size() > 1) {
            throw new ConflictException(
                    "several activities are called " + reference + ": "
                            + found.stream().map(this::text).collect(Collectors.joining(", ")),
                    "use WORKSPACE/NAME or an id");
        }
        return found.getFirst();
    }

    private List<Activity> found(String reference) {
        for (Activity activity : activities) {
            if (activity.id().equals(reference)) {
                return List.of(activity);
            }
        }
        int slash = reference.lastIndexOf('/');
        String name = reference.substring(slash + 1);
        List<Activity> named = new ArrayList<>();
        for (Instance workspace : workspaces) {
            String before = slash < 0 ? "" : reference.substring(0, slash);
            if (slash < 0 || before.equals(workspace.name()) || before.equals(workspace.id())) {
                newest(workspace.id(), name, named);
            }
        }
        if (!named.isEmpty() || slash >= 0 || reference.length() < SHORTEST) {
            return named;
        }
        return activities.stream()
                .filter(activity -> activity.id().startsWith(reference))
                .toList();
    }

    private void newest(String workspaceId, String name, List<Activity> to) {
        activities.stream()
                .filter(activity -> activity.workspaceId().equals(workspaceId)
                        && activity.name().equals(name))
                .max(Comparator.comparing(
                                (Activity activity) -> !activity.state().isOver())
                        .thenComparing(Activity::created))
                .ifPresent(to::add);
    }

    private String text(Activity activity) {
        String workspace = workspaces.stream()
                .filter(known -> known.id().equals(activity.workspaceId()))
                .map(Instance::name)
                .findFirst()
                .orElse(activity.workspaceId());
        return workspace + "/" + activity.name();
    }
}
