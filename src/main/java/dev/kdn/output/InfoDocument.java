/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.storage.JsonWriter;
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

    /// `{"agents": […], "runtimes": […], "version": …}`
    public byte[] json() {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("agents").texts(agents);
        json.name("runtimes").texts(runtimes);
        return JsonDocument.bytes(json.member("version", version).endObject());
    }

    /// One line for each, `Label: value`.
    public String text() {
        return "Version: " + version + "\n" + line("Agents:", agents) + line("Runtimes:", runtimes);
    }

    private static String line(String label, List<String> names) {
        return names.isEmpty() ? label + "\n" : label + " " + String.join(", ", names) + "\n";
    }
}
