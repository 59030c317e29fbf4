/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The limits of workspaces among their facts, see [Metadata].
final class LimitFacts {
    private LimitFacts() {}

    /// The names of these facts.
    static List<String> keys() {
        return Arrays.stream(Kind.values()).map(LimitFacts::key).toList();
    }

    private static String key(Kind kind) {
        return switch (kind) {
            case MEMORY -> "memory_limit";
            case CPUS -> "cpu_limit";
            case PIDS -> "pids_limit";
        };
    }

    static Map<String, String> of(ResourceLimits limits) {
        Map<String, String> facts = new LinkedHashMap<>();
        limits.texts().forEach((kind, text) -> facts.put(key(kind), text));
        return facts;
    }

    /// The limits that the facts tell of, but for those that are to change.
    ///
    /// @param changes as on the command line
    /// @throws RefusedException if a limit that is to stay cannot be understood, since it would be lost
    static ResourceLimits changed(String name, Map<String, String> facts, Map<Kind, String> changes) {
        Map<Kind, String> texts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            String text = facts.get(key(kind));
            if (changes.containsKey(kind)) {
                texts.put(kind, changes.get(kind));
            } else if (text != null) {
                texts.put(kind, readable(name, kind, text));
            }
        }
        return ResourceLimits.of(texts);
    }

    private static String readable(String name, Kind kind, String text) {
        try {
            ResourceLimits _ = ResourceLimits.of(Map.of(kind, text));
            return text;
        } catch (InvalidInputException e) {
            throw new RefusedException(
                    "the " + kind.word() + " limit on record for workspace " + name + " cannot be understood: \"" + text
                            + "\"",
                    "give it anew, or none: " + MendingCommand.of("kdn", "recreate", flag(kind), "none", name),
                    e);
        }
    }

    /// Words of `init` and `recreate` that ask for the limits that the facts tell of.
    static List<String> words(Map<String, String> facts) {
        List<String> words = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String text = facts.get(key(kind));
            if (text != null) {
                words.addAll(List.of(flag(kind), text));
            }
        }
        return words;
    }

    private static String flag(Kind kind) {
        return "--" + kind.word();
    }

    /// Fails closed: a limit that nobody would enforce stops the command.
    static void refuseUnenforceable(WorkspaceRuntime runtime, ResourceLimits limits) {
        if (!limits.isNone()) {
            runtime.capabilities()
                    .limits()
                    .orElseThrow(() -> new RefusedException(
                            "runtime " + runtime.description().type() + " cannot enforce limits: "
                                    + String.join(" ", words(of(limits))),
                            "go without them ('none' takes one away), or choose another runtime"))
                    .check(limits);
        }
    }
}
