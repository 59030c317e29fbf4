/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The user's defaults for the command line, `config/settings.json`: below flags and environment variables.
///
/// @param unknownMembers one sentence each, for a warning
public record UserSettings(Map<SettingKey, Value> values, List<String> unknownMembers) {
    public static final UserSettings NONE = new UserSettings(Map.of(), List.of());

    public UserSettings {
        values = Collections.unmodifiableMap(enumMap(values));
        unknownMembers = List.copyOf(unknownMembers);
    }

    private static final int MAX_BYTES = 4 << 20;

    // Whether an engine takes it, the engine says.
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@\\[\\]-]*");

    /// What can be set.
    public enum SettingKey {
        RUNTIME("runtime"),
        AGENT("agent"),
        MEMORY("limits.memory"),
        CPUS("limits.cpus"),
        PIDS("limits.pids"),
        TRUST("trust"),
        IMAGE_BASE("image.base"),
        LOCAL_UNSANDBOXED("local.unsandboxed"),
        GIT_IDENTITY("git.identity");

        private final String text;

        SettingKey(String text) {
            this.text = text;
        }

        /// As users write it.
        public String text() {
            return text;
        }

        /// The key of that text.
        public static Optional<SettingKey> of(String text) {
            for (SettingKey key : values()) {
                if (key.text.equals(text)) {
                    return Optional.of(key);
                }
            }
            return Optional.empty();
        }

        /// All texts.
        public static List<String> texts() {
            return Arrays.stream(values()).map(SettingKey::text).toList();
        }
    }

    /// A setting and where it stands.
    public record Value(String text, JsonTree.Place place) {}

    public Optional<String> text(SettingKey key) {
        return Optional.ofNullable(values.get(key)).map(Value::text);
    }

    /// Reads the file; one that is not there sets nothing.
    ///
    /// @throws ConfigurationException naming file, line and path if it cannot be read or breaks a rule
    public static UserSettings read(Path file) {
        try {
            return JsonFile.read(file).map(UserSettings::of).orElse(NONE);
        } catch (ConfigurationException e) {
            String message = e.getMessage();
            String prefix = message.startsWith("invalid settings: ") ? "" : "invalid settings: ";
            throw new ConfigurationException(prefix + message, e.hint().orElse("mend it with 'kdn config edit'"), e);
        }
    }

    /// One setting, at little cost: nothing else is looked at. Empty also if the file cannot be understood, which those
    /// tell who need more of it.
    public static Optional<String> one(Path file, SettingKey key) {
        try {
            String json = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(JsonValues.of(json).get("/" + key.text().replace('.', '/')))
                    .filter(text -> !text.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    static UserSettings of(JsonTree tree) {
        if (tree.isNull()) {
            return NONE;
        }
        Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
        List<String> unknown = new ArrayList<>(unknown(tree));
        for (SettingKey key : SettingKey.values()) {
            find(tree, key).ifPresent(value -> values.put(key, new Value(text(key, value), value.place())));
        }
        return new UserSettings(values, unknown);
    }

    private static List<String> unknown(JsonTree tree) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        for (String key : SettingKey.texts()) {
            int dot = key.indexOf('.');
            List<String> members =
                    groups.computeIfAbsent(dot < 0 ? key : key.substring(0, dot), _ -> new ArrayList<>());
            if (dot >= 0) {
                members.add(key.substring(dot + 1));
            }
        }
        List<String> unknown =
                new ArrayList<>(tree.unknownMembers(groups.keySet().toArray(String[]::new)));
        groups.forEach((group, members) -> {
            if (!members.isEmpty()) {
                tree.member(group)
                        .ifPresent(inner -> unknown.addAll(inner.unknownMembers(members.toArray(String[]::new))));
            }
        });
        return unknown;
    }

    private static Optional<JsonTree> find(JsonTree tree, SettingKey key) {
        int dot = key.text().indexOf('.');
        return dot < 0
                ? tree.member(key.text())
                : tree.member(key.text().substring(0, dot))
                        .flatMap(inner -> inner.member(key.text().substring(dot + 1)));
    }

    private static String text(SettingKey key, JsonTree value) {
        String text = value.textOrNumber();
        if (text.isEmpty()) {
            throw invalid(key.text() + " is empty", value);
        }
        if (key == SettingKey.TRUST && !List.of("always", "ask", "never").contains(text)) {
            throw invalid("trust \"" + text + "\" is invalid (must be one of: always, ask, never)", value);
        }
        if (key == SettingKey.GIT_IDENTITY && !List.of("share", "none").contains(text)) {
            throw invalid("git.identity \"" + text + "\" is invalid (must be one of: share, none)", value);
        }
        if (key == SettingKey.LOCAL_UNSANDBOXED && !List.of("yes", "no").contains(text)) {
            throw invalid("local.unsandboxed \"" + text + "\" is invalid (must be one of: yes, no)", value);
        }
        if (key == SettingKey.IMAGE_BASE && !IMAGE.matcher(text).matches()) {
            throw invalid("image.base \"" + text + "\" is no image reference such as debian:12", value);
        }
        if (!isLimit(key, text)) {
            throw invalid(key.text() + " \"" + text + "\" is no limit such as " + example(key) + " or none", value);
        }
        return text;
    }

    /// Whether it has the form of a limit; whether one can be kept is the runtime's business.
    private static boolean isLimit(SettingKey key, String text) {
        return switch (key) {
            case MEMORY -> text.matches("none|\\d{1,15}(\\.\\d{1,9})?([bB]|[kKmMgGtT]([iI]?[bB])?)?");
            case CPUS -> text.matches("none|\\d{1,6}(\\.\\d{1,9})?|\\.\\d{1,9}");
            case PIDS -> text.matches("none|\\d{1,7}");
            default -> true;
        };
    }

    private static String example(SettingKey key) {
        return switch (key) {
            case MEMORY -> "512m, 2g";
            case CPUS -> "1.5";
            default -> "200";
        };
    }

    private static ConfigurationException invalid(String what, JsonTree value) {
        return new ConfigurationException("invalid settings: " + what + " " + value.place());
    }

    private static Map<SettingKey, Value> enumMap(Map<SettingKey, Value> values) {
        Map<SettingKey, Value> copy = new EnumMap<>(SettingKey.class);
        copy.putAll(values);
        return copy;
    }
}
