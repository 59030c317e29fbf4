/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.secret.Secret;
import dev.kdn.storage.JsonWriter;
import java.util.List;

/// Secrets without their values, as JSON and as a table.
public final class SecretDocument {
    private SecretDocument() {}

    /// `{"items": [{"name": …, "type": …}]}`; what is empty is left out.
    public static byte[] list(List<Secret> secrets) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (Secret secret : secrets) {
            json.beginObject();
            text(json, "description", secret.description());
            texts(json, "envs", secret.variables());
            text(json, "header", secret.header());
            text(json, "headerTemplate", secret.headerTemplate());
            texts(json, "hosts", secret.hosts());
            json.member("name", secret.name());
            text(json, "path", secret.path());
            json.member("type", secret.type());
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    private static void text(JsonWriter json, String name, String value) {
        if (!value.isEmpty()) {
            json.member(name, value);
        }
    }

    private static void texts(JsonWriter json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.name(name).texts(values);
        }
    }

    /// The same as a table, or a sentence if there is none.
    public static String table(List<Secret> secrets, Colors colors) {
        if (secrets.isEmpty()) {
            return "No secrets found\n";
        }
        TextTable table = new TextTable(colors, "NAME", "TYPE", "DESCRIPTION");
        for (Secret secret : secrets) {
            table.row(secret.name(), secret.type(), secret.description());
        }
        return table.render();
    }

    /// `Secret "name" did something`, with the name as the reference quotes it.
    public static String sentence(String name, String done) {
        String quoted = SafeText.line(name).replace("\\", "\\\\").replace("\"", "\\\"");
        return "Secret \"" + quoted + "\" " + done + " successfully";
    }
}
