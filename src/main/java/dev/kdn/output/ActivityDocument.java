/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.activity.Activities.Listed;
import dev.kdn.activity.Activity;
import dev.kdn.storage.JsonWriter;
import java.util.List;
import java.util.Optional;

/// Activities as JSON; members in alphabetical order, times in milliseconds since 1970.
public final class ActivityDocument {
    private ActivityDocument() {}

    /// Those of a list.
    public static byte[] list(List<Listed> activities) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        activities.forEach(listed -> write(json, listed.activity(), Optional.of(listed.workspace())));
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// Those that were waited for.
    public static byte[] ends(List<Activity> activities) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        activities.forEach(activity -> write(json, activity, Optional.empty()));
        return JsonDocument.bytes(json.endArray().endObject());
    }

    private static void write(JsonWriter json, Activity activity, Optional<String> workspace) {
        json.beginObject();
        json.member("attached", activity.attached());
        json.member("command", activity.summary());
        activity.end().ifPresent(end -> end.exitCode().ifPresent(code -> json.member("exitCode", code)));
        json.member("id", activity.id());
        json.member("kind", Activity.KIND);
        json.member("name", activity.name());
        json.member(
                "outOfMemory", activity.end().filter(Activity.End::outOfMemory).isPresent());
        json.member("state", activity.state().text());
        json.name("timestamps").beginObject();
        json.member("created", activity.created().toEpochMilli());
        activity.end().ifPresent(end -> json.member("ended", end.time().toEpochMilli()));
        json.endObject();
        activity.user().ifPresent(user -> json.member("user", user));
        workspace.ifPresent(name -> json.member("workspace", name));
        json.member("workspaceId", activity.workspaceId());
        json.endObject();
    }
}
