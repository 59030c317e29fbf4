/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The reference's rules of merging, written down a second time on plain trees and as plainly as possible.
final class MergeOracle {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MergeOracle() {}

    static ObjectNode merge(JsonNode base, JsonNode over) {
        ObjectNode merged = NODES.objectNode();
        put(merged, "environment", keyed(base.path("environment"), over.path("environment"), "name"));
        put(merged, "features", features(base.path("features"), over.path("features")));
        put(merged, "mcp", mcp(base.path("mcp"), over.path("mcp")));
        put(merged, "mounts", keyed(base.path("mounts"), over.path("mounts"), "host", "target"));
        put(merged, "network", network(base.path("network"), over.path("network")));
        put(merged, "ports", union(base.path("ports"), over.path("ports")));
        put(merged, "secrets", union(base.path("secrets"), over.path("secrets")));
        put(merged, "skills", union(base.path("skills"), over.path("skills")));
        return merged;
    }

    private static ArrayNode keyed(JsonNode base, JsonNode over, String... keys) {
        ArrayNode merged = NODES.arrayNode();
        for (JsonNode entry : base) {
            if (find(merged, entry, keys) < 0) {
                merged.add(entry);
            }
        }
        for (JsonNode entry : over) {
            int there = find(merged, entry, keys);
            if (there < 0) {
                merged.add(entry);
            } else {
                merged.set(there, entry);
            }
        }
        return merged;
    }

    private static int find(ArrayNode entries, JsonNode wanted, String... keys) {
        for (int i = 0; i < entries.size(); i++) {
            boolean same = true;
            for (String key : keys) {
                same &= entries.get(i).get(key).equals(wanted.get(key));
            }
            if (same) {
                return i;
            }
        }
        return -1;
    }

    private static ArrayNode union(JsonNode base, JsonNode over) {
        ArrayNode merged = NODES.arrayNode();
        for (JsonNode list : new JsonNode[] {base, over}) {
            for (JsonNode item : list) {
                boolean there = false;
                for (JsonNode known : merged) {
                    there |= known.equals(item);
                }
                if (!there) {
                    merged.add(item);
                }
            }
        }
        return merged;
    }

    private static ObjectNode features(JsonNode base, JsonNode over) {
        ObjectNode merged = NODES.objectNode();
        base.properties().forEach(feature -> merged.set(feature.getKey(), feature.getValue()));
        over.properties().forEach(feature -> merged.set(feature.getKey(), feature.getValue()));
        return merged;
    }

    private static ObjectNode network(JsonNode base, JsonNode over) {
        ObjectNode merged = NODES.objectNode();
        put(merged, "hosts", union(base.path("hosts"), over.path("hosts")));
        if (over.has("mode")) {
            merged.set("mode", over.get("mode"));
        } else if (base.has("mode")) {
            merged.set("mode", base.get("mode"));
        }
        return merged;
    }

    private static ObjectNode mcp(JsonNode base, JsonNode over) {
        ObjectNode merged = NODES.objectNode();
        ArrayNode commands = keyed(base.path("commands"), over.path("commands"), "name");
        ArrayNode servers = keyed(base.path("servers"), over.path("servers"), "name");
        put(merged, "commands", without(commands, over.path("servers")));
        put(merged, "servers", without(servers, over.path("commands")));
        return merged;
    }

    private static ArrayNode without(ArrayNode entries, JsonNode names) {
        ArrayNode kept = NODES.arrayNode();
        for (JsonNode entry : entries) {
            boolean named = false;
            for (JsonNode other : names) {
                named |= other.get("name").equals(entry.get("name"));
            }
            if (!named) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static void put(ObjectNode target, String name, JsonNode value) {
        if (!value.isEmpty()) {
            target.set(name, value);
        }
    }
}
