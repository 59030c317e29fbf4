/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// What this kdn is and can use.
///
/// @param agents sorted names
/// @param runtimes in the order of the registry
public record InfoDocument(List<String> agents, List<String> runtimes, String version) {
    public InfoDocument {
        agents = List.copyOf(agents);
        runtimes = List.copyOf(runtimes);
    }

    public byte[] json() {
        return JsonDocument.render(json -> {
            json.writeStartObject();
            array(json, "agents", agents);
            array(json, "runtimes", runtimes);
            json.writeStringField("version", version);
            json.writeEndObject();
        });
    }

    public String text() {
        return "Version: " + version + "\n" + line("Agents:", agents) + line("Runtimes:", runtimes);
    }

    private static String line(String label, List<String> names) {
        return names.isEmpty() ? label + "\n" : label + " " + String.join(", ", names) + "\n";
    }

    private static void array(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
