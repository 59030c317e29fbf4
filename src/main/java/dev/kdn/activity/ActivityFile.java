/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.StorageException;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.storage.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// An activity as a file, `<S>/activities/<id>/activity.json`: texts only, times in milliseconds since 1970.
final class ActivityFile {
    static final String NAME = "activity.json";
    private static final String VERSION = "1";

    private ActivityFile() {}

    /// What the file says.
    sealed interface Content {
        /// An activity.
        record Known(Activity activity) implements Content {}

        /// Written by a later kdn; not to be touched.
        record Foreign() implements Content {}

        /// Nothing that makes sense.
        record Damaged() implements Content {}

        /// Not there, or without content, after a power cut.
        record Missing() implements Content {}
    }

    static Content read(Path file) {
        try {
            Optional<Map<String, String>> members = FlatJson.read(file);
            if (members.isEmpty()) {
                return new Content.Missing();
            }
            String version = members.get().getOrDefault("version", "");
            if (!version.isEmpty() && !version.equals(VERSION)) {
                return new Content.Foreign();
            }
            return new Content.Known(parse(members.get()));
        } catch (StorageException | InvalidInputException | IllegalArgumentException | ArithmeticException unusable) {
            return isEmpty(file) ? new Content.Missing() : new Content.Damaged();
        }
    }

    /// What somebody waits for is over when the machine is: its record need not outlive a power cut.
    static void write(Path file, Activity activity) {
        if (activity.attached()) {
            FlatJson.writeUnsynced(file, members(activity));
        } else {
            FlatJson.write(file, members(activity));
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Map<String, String> members(Activity activity) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("id", activity.id());
        all.put("name", activity.name());
        all.put("kind", Activity.KIND);
        all.put("workspace", activity.workspaceId());
        all.put("summary", activity.summary());
        activity.user().ifPresent(user -> all.put("user", user));
        all.put("attached", Boolean.toString(activity.attached()));
        all.put("ownerPid", Long.toString(activity.owner().pid()));
        all.put("ownerStart", Long.toString(activity.owner().startTicks()));
        all.put("ownerBoot", activity.owner().bootId());
        all.put("token", activity.token());
        all.put("state", activity.state().text());
        all.put("created", Long.toString(activity.created().toEpochMilli()));
        all.put("ending", Boolean.toString(activity.ending()));
        activity.end().ifPresent(end -> {
            all.put("ended", Long.toString(end.time().toEpochMilli()));
            end.exitCode().ifPresent(code -> all.put("exitCode", Integer.toString(code)));
            all.put("outOfMemory", Boolean.toString(end.outOfMemory()));
        });
        return all;
    }

    private static Activity parse(Map<String, String> all) {
        ActivityState state = ActivityState.valueOf(text(all, "state").toUpperCase(Locale.ROOT));
        return new Activity(
                hex(text(all, "id")),
                ActivityName.checked(text(all, "name")),
                text(all, "workspace"),
                text(all, "summary"),
                Optional.ofNullable(all.get("user")),
                Boolean.parseBoolean(text(all, "attached")),
                new ProcessIdentity(number(all, "ownerPid"), number(all, "ownerStart"), text(all, "ownerBoot")),
                hex(text(all, "token")),
                state,
                Instant.ofEpochMilli(number(all, "created")),
                Boolean.parseBoolean(all.getOrDefault("ending", "")),
                state.isOver() ? Optional.of(end(all)) : Optional.empty());
    }

    private static Activity.End end(Map<String, String> all) {
        return new Activity.End(
                Instant.ofEpochMilli(number(all, "ended")),
                all.containsKey("exitCode")
                        ? OptionalInt.of(Math.toIntExact(number(all, "exitCode")))
                        : OptionalInt.empty(),
                Boolean.parseBoolean(all.getOrDefault("outOfMemory", "")));
    }

    private static String text(Map<String, String> all, String name) {
        String value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static long number(Map<String, String> all, String name) {
        return Long.parseLong(text(all, name));
    }

    // Both become parts of paths and of scripts' arguments.
    private static String hex(String text) {
        if (!ActivityId.isOne(text)) {
            throw new IllegalArgumentException("not an id");
        }
        return text;
    }
}
