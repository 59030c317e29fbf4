/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A member that can be set by its name, such as `network.mode`, `environment.LOG` or `limits.memory`.
public final class ConfigurationKey {
    private static final String VARIABLE = "environment.";
    private static final List<String> TEXTS = List.of("network.mode");
    /// Whose value may also be words with commas between them.
    private static final List<String> LISTS = List.of("ports", "secrets", "skills", "network.hosts");

    private static final List<String> OTHERS =
            List.of("environment", "features", "mcp", "mcp.commands", "mcp.servers", "mounts", "network");
    private static final Path ARGUMENT = Path.of("VALUE");

    private final String text;

    private ConfigurationKey(String text) {
        this.text = text;
    }

    /// The key of that text.
    ///
    /// @param target whose members are meant
    /// @throws InvalidInputException naming the nearest, if there is none
    public static ConfigurationKey of(String text, ConfigurationTarget target) {
        List<String> known = texts(target.level().isEmpty());
        if (known.contains(text) || (target.level().isPresent() && isVariable(text))) {
            return new ConfigurationKey(text);
        }
        String hint = target.level().isEmpty() && (texts(false).contains(text) || isVariable(text))
                ? "it belongs to a level: add --global, --project, --agent or --workspace"
                : NearestName.of(text, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("known: " + String.join(", ", known));
        throw new InvalidInputException("unknown key: " + text, hint);
    }

    /// All keys, for hints and completion.
    ///
    /// @param settings those of the settings, else those of the levels
    public static List<String> texts(boolean settings) {
        if (settings) {
            return SettingKey.texts();
        }
        List<String> texts = new ArrayList<>(OTHERS);
        texts.addAll(TEXTS);
        texts.addAll(LISTS);
        texts.sort(null);
        return texts;
    }

    public String text() {
        return text;
    }

    void set(JsonTree tree, String value) {
        if (isVariable(text)) {
            setVariable(tree, value);
        } else {
            int dot = text.indexOf('.');
            JsonTree parent = dot < 0 ? tree : child(tree, text.substring(0, dot), "{}");
            String name = text.substring(dot + 1);
            parent.object().put(actual(parent, name), parsed(value));
        }
    }

    /// Whether there was something to remove.
    boolean remove(JsonTree tree) {
        if (isVariable(text)) {
            return tree.member("environment")
                    .map(list -> list.array().removeIf(this::isMeant))
                    .orElse(false);
        }
        int dot = text.indexOf('.');
        Optional<JsonTree> parent = dot < 0 ? Optional.of(tree) : tree.member(text.substring(0, dot));
        String name = text.substring(dot + 1);
        return parent.map(inner -> inner.object().remove(actual(inner, name)) != null)
                .orElse(false);
    }

    private void setVariable(JsonTree tree, String value) {
        List<JsonTree> list = child(tree, "environment", "[]").array();
        JsonTree quoted = JsonFile.parse(ARGUMENT, JsonTree.quoted(value));
        for (JsonTree entry : list) {
            if (isMeant(entry)) {
                Map<String, JsonTree> members = entry.object();
                members.remove(actual(entry, "secret"));
                members.put(actual(entry, "value"), quoted);
                return;
            }
        }
        JsonTree made = JsonFile.parse(ARGUMENT, "{}");
        made.object().put("name", JsonFile.parse(ARGUMENT, JsonTree.quoted(text.substring(VARIABLE.length()))));
        made.object().put("value", quoted);
        list.add(made);
    }

    private boolean isMeant(JsonTree entry) {
        return entry.member("name")
                .filter(name -> name.text().equals(text.substring(VARIABLE.length())))
                .isPresent();
    }

    private JsonTree parsed(String value) {
        boolean word = TEXTS.contains(text) || SettingKey.of(text).isPresent();
        if (word) {
            return JsonFile.parse(ARGUMENT, JsonTree.quoted(value));
        }
        if (LISTS.contains(text) && !value.strip().startsWith("[")) {
            List<String> items = new ArrayList<>();
            for (String item : value.split(",", -1)) {
                items.add(text.equals("ports") ? item.strip() : JsonTree.quoted(item.strip()));
            }
            return JsonFile.parse(ARGUMENT, "[" + String.join(",", items) + "]");
        }
        return JsonFile.parse(ARGUMENT, value);
    }

    private static JsonTree child(JsonTree tree, String name, String empty) {
        Map<String, JsonTree> members = tree.object();
        String actual = actual(tree, name);
        JsonTree there = members.get(actual);
        if (there == null || there.isNull()) {
            there = JsonFile.parse(ARGUMENT, empty);
            members.put(actual, there);
        }
        return there;
    }

    /// The name as the file spells it.
    private static String actual(JsonTree tree, String name) {
        Map<String, JsonTree> members = tree.object();
        return members.containsKey(name)
                ? name
                : members.keySet().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name);
    }

    private static boolean isVariable(String text) {
        return text.startsWith(VARIABLE) && text.length() > VARIABLE.length();
    }
}
