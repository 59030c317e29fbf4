/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Changes members of a document.
final class Members {
    private Members() {}

    /// The object at that path below; what is no object on the way is replaced.
    static ObjectNode object(ObjectNode parent, String... path) {
        ObjectNode current = parent;
        for (String name : path) {
            JsonNode found = current.get(name);
            current = found instanceof ObjectNode object ? object : current.putObject(name);
        }
        return current;
    }

    static void putIfAbsent(ObjectNode object, String name, boolean value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }

    static void putIfAbsent(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }

    static void array(ObjectNode object, String name, Collection<String> values) {
        ArrayNode array = object.putArray(name);
        values.forEach(array::add);
    }

    static void texts(ObjectNode object, String name, Map<String, String> values) {
        ObjectNode texts = object.putObject(name);
        new TreeMap<>(values).forEach(texts::put);
    }

    /// As [#texts], but nothing when there is none.
    static void textsIfAny(ObjectNode object, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            texts(object, name, values);
        }
    }

    /// Whether a server speaks the older protocol, which keeps a stream of events open; the newer one is the rule.
    static boolean isEventStream(McpServer server) {
        return server.url().endsWith("/sse");
    }
}
