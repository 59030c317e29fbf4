/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults;
import dev.kdn.cli.Syntax;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.error.InvalidInputException;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The flags that limit what a workspace may use.
final class LimitOptions {
    private final Map<Kind, String> texts = new EnumMap<>(Kind.class);

    /// Declares the flags.
    ///
    /// @param otherwise ends each description: what applies without the flag
    void describe(Syntax syntax, String otherwise) {
        syntax.option(
                "--memory size",
                "Memory that the workspace may use at most, such as 512m or 2g " + otherwise,
                given -> texts.put(Kind.MEMORY, given));
        syntax.option(
                "--cpus number",
                "Processors that it may use at most, such as 1.5 " + otherwise,
                given -> texts.put(Kind.CPUS, given));
        syntax.option(
                "--pids number",
                "Processes and threads that it may have at most " + otherwise,
                given -> texts.put(Kind.PIDS, given));
    }

    /// What was given, found good; `none` and `0` are no limit.
    ///
    /// @throws dev.kdn.error.InvalidInputException if a text is no limit of its kind
    Map<Kind, String> given() {
        ResourceLimits _ = limits();
        return Map.copyOf(texts);
    }

    /// As [#limits()], with defaults for what was not given.
    ResourceLimits limits(Defaults defaults) {
        Map<Kind, String> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            String given = texts.get(kind);
            Optional.ofNullable(given)
                    .or(() -> defaults.of(setting(kind)).map(text -> checked(kind, text)))
                    .ifPresent(text -> all.put(kind, text));
        }
        return ResourceLimits.of(all);
    }

    /// Of a limit that nobody gave now, one has to be told where it comes from.
    private static String checked(Kind kind, String text) {
        try {
            ResourceLimits _ = ResourceLimits.of(Map.of(kind, text));
            return text;
        } catch (InvalidInputException bad) {
            String key = setting(kind).text();
            throw new InvalidInputException(
                    "setting " + key + ": " + bad.getMessage(), "mend it with 'kdn config set " + key + " …'", bad);
        }
    }

    private static SettingKey setting(Kind kind) {
        return switch (kind) {
            case MEMORY -> SettingKey.MEMORY;
            case CPUS -> SettingKey.CPUS;
            case PIDS -> SettingKey.PIDS;
        };
    }

    ResourceLimits limits() {
        return ResourceLimits.of(texts);
    }
}
