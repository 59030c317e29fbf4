/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What an operation means to do to the outside world.
///
/// @param id of the workspace
/// @param runtime its type
/// @param endpoint of the engine where something is made, if its runtime works with several; else empty
/// @param force whether the user agreed that a running workspace is stopped
record Intent(Operation operation, String id, String name, String runtime, String endpoint, boolean force) {
    /// The operations that can be broken off half way.
    enum Operation {
        CREATE,
        START,
        STOP,
        REMOVE,
        RECREATE,
        /// Of an image for workspaces to come; the id is that of none.
        BUILD,
        /// Written by another version, or damaged.
        UNKNOWN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Operation of(String text) {
            for (Operation operation : values()) {
                if (operation.text().equals(text)) {
                    return operation;
                }
            }
            return UNKNOWN;
        }
    }

    /// What it is, in words, for messages.
    String words() {
        return operation == Operation.BUILD
                ? "build of an image"
                : operation.text() + " of workspace " + (name.isEmpty() ? id : name);
    }

    static Intent of(Operation operation, Instance instance, boolean force) {
        return new Intent(
                operation, instance.id(), instance.name(), instance.runtime().type(), "", force);
    }

    static Intent of(String id, Map<String, String> members) {
        return new Intent(
                Operation.of(members.getOrDefault("operation", "")),
                id,
                members.getOrDefault("name", ""),
                members.getOrDefault("runtime", ""),
                members.getOrDefault("endpoint", ""),
                members.getOrDefault("force", "").equals("true"));
    }

    Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("operation", operation.text());
        members.put("id", id);
        members.put("name", name);
        members.put("runtime", runtime);
        if (!endpoint.isEmpty()) {
            members.put("endpoint", endpoint);
        }
        members.put("force", Boolean.toString(force));
        return members;
    }
}
