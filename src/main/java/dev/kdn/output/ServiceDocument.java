/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.secret.SecretService;
import dev.kdn.storage.JsonWriter;
import java.util.List;

/// The services that secrets can be for, as JSON and as a table.
public final class ServiceDocument {
    private ServiceDocument() {}

    /// What the reference prints, and besides it the member `hostPattern` that its description of the document wants.
    public static byte[] list(List<SecretService> services) {
        JsonWriter json = new JsonWriter().beginObject().name("items").beginArray();
        for (SecretService service : services) {
            json.beginObject().member("name", service.name());
            member(json, "description", service.description());
            json.member(
                    "hostPattern",
                    service.hostPatterns().isEmpty()
                            ? ""
                            : service.hostPatterns().getFirst());
            json.name("hostsPatterns").texts(service.hostPatterns());
            json.member("headerName", service.header());
            member(json, "headerTemplate", service.headerTemplate());
            member(json, "path", service.path());
            if (!service.variables().isEmpty()) {
                json.name("envVars").texts(service.variables());
            }
            json.endObject();
        }
        return JsonDocument.bytes(json.endArray().endObject());
    }

    private static void member(JsonWriter json, String name, String value) {
        if (!value.isEmpty()) {
            json.member(name, value);
        }
    }

    /// The same as a table, or a sentence if there is none.
    public static String table(List<SecretService> services, Colors colors) {
        if (services.isEmpty()) {
            return "No services registered\n";
        }
        TextTable table = new TextTable(
                colors, "NAME", "HOST PATTERNS", "PATH", "HEADER", "HEADER TEMPLATE", "ENV VARS", "DESCRIPTION");
        for (SecretService service : services) {
            table.row(
                    service.name(),
                    String.join(", ", service.hostPatterns()),
                    service.path(),
                    service.header(),
                    service.headerTemplate(),
                    String.join(", ", service.variables()),
                    service.description());
        }
        return table.render();
    }
}
