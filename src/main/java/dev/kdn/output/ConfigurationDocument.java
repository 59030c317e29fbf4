/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.config.ConfigurationEntry;
import dev.kdn.config.ConfigurationReview.Checked;
import dev.kdn.config.WorkspaceConfigurationJson;
import dev.kdn.instance.Configurations.Shown;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.util.List;

/// The configuration as JSON and as text.
public final class ConfigurationDocument {
    private ConfigurationDocument() {}

    /// A default of the command line and where it comes from.
    ///
    /// @param source `environment`, `settings` or `built-in`
    /// @param from the variable, or the file and its line; may be empty
    public record Setting(String name, String value, String source, String from) {}

    /// `{"agent", "configuration", "origins", "project", "settings"}`; origins only on request.
    public static byte[] json(Shown shown, List<Setting> settings, boolean origins) {
        JsonWriter json = new JsonWriter().beginObject().member("agent", shown.agent());
        try {
            json.name("configuration")
                    .json(WorkspaceConfigurationJson.write(shown.levels().configuration()));
        } catch (IOException e) {
            throw new IllegalStateException("kdn's own JSON", e);
        }
        if (origins) {
            json.name("origins").beginArray();
            for (ConfigurationEntry entry : ConfigurationEntry.of(shown.levels())) {
                json.beginObject()
                        .member("entry", entry.name())
                        .member("file", entry.place().file().toString())
                        .member("level", entry.level().text())
                        .member("line", entry.place().line())
                        .member("value", entry.value())
                        .endObject();
            }
            json.endArray();
        }
        json.member("project", shown.project());
        json.name("settings").beginArray();
        for (Setting setting : settings) {
            json.beginObject()
                    .member("from", setting.from())
                    .member("name", setting.name())
                    .member("source", setting.source())
                    .member("value", setting.value())
                    .endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    /// The same as tables.
    public static String text(Shown shown, List<Setting> settings, boolean origins, Colors colors) {
        TextTable table = origins
                ? new TextTable(colors, "ENTRY", "VALUE", "LEVEL", "FROM")
                : new TextTable(colors, "ENTRY", "VALUE");
        for (ConfigurationEntry entry : ConfigurationEntry.of(shown.levels())) {
            row(
                    table,
                    origins,
                    entry.name(),
                    entry.value(),
                    entry.level().text(),
                    entry.place().file() + ":" + entry.place().line());
        }
        for (Setting setting : settings) {
            row(table, origins, setting.name(), setting.value(), setting.source(), setting.from());
        }
        return "Project: " + SafeText.line(shown.project()) + "\nAgent: "
                + SafeText.line(shown.agent().isEmpty() ? "(none)" : shown.agent()) + "\n\n" + table.render();
    }

    private static void row(TextTable table, boolean origins, String name, String value, String level, String from) {
        if (origins) {
            table.row(SafeText.line(name), SafeText.line(value), level, SafeText.line(from));
        } else {
            table.row(SafeText.line(name), SafeText.line(value));
        }
    }

    /// `{"files": [{"file", "present", "problems", "warnings"}], "valid"}`
    public static byte[] review(List<Checked> files) {
        JsonWriter json = new JsonWriter().beginObject().name("files").beginArray();
        for (Checked file : files) {
            json.beginObject();
            json.member("file", file.file().toString());
            json.member("present", file.present());
            json.name("problems").texts(file.problems());
            json.name("warnings").texts(file.warnings());
            json.endObject();
        }
        return JsonDocument.bytes(
                json.endArray().member("valid", isValid(files)).endObject());
    }

    /// The same as lines.
    public static String reviewText(List<Checked> files) {
        StringBuilder text = new StringBuilder();
        for (Checked file : files) {
            String state = !file.present() ? "not there" : file.problems().isEmpty() ? "valid" : "invalid";
            text.append(SafeText.line(file.file().toString()))
                    .append(": ")
                    .append(state)
                    .append('\n');
            file.problems()
                    .forEach(line ->
                            text.append("  error: ").append(SafeText.line(line)).append('\n'));
            file.warnings()
                    .forEach(line -> text.append("  warning: ")
                            .append(SafeText.line(line))
                            .append('\n'));
        }
        return text.toString();
    }

    /// Whether kdn can use all of them.
    public static boolean isValid(List<Checked> files) {
        return files.stream().allMatch(file -> file.problems().isEmpty());
    }
}
