/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks a document against the part of JSON Schema that kdn's schemas use.
public final class JsonSchema {
    private final List<String> problems = new ArrayList<>();

    private JsonSchema() {}

    public static List<String> problems(JsonNode schema, JsonNode document) {
        JsonSchema check = new JsonSchema();
        check.check(schema, document, "$");
        return check.problems;
    }

    private void check(JsonNode schema, JsonNode value, String path) {
        if (schema.has("oneOf")) {
            int matching = 0;
            for (JsonNode choice : schema.get("oneOf")) {
                matching += problems(choice, value).isEmpty() ? 1 : 0;
            }
            note(matching == 1, path + " matches " + matching + " choices");
        }
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode choice : schema.get("enum")) {
                known |= choice.equals(value);
            }
            note(known, path + " is " + value);
        }
        if (schema.has("pattern")) {
            note(value.asText().matches(schema.get("pattern").asText()), path + " is " + value);
        }
        switch (schema.path("type").asText()) {
            case "string" -> {
                note(value.isTextual(), path + " is no string");
                note(value.asText().length() >= schema.path("minLength").asInt(), path + " is too short");
            }
            case "integer" -> {
                note(value.isIntegralNumber(), path + " is no integer");
                note(value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE), path + " is too small");
                note(value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE), path + " is too large");
            }
            case "number" -> note(value.isNumber(), path + " is no number");
            case "boolean" -> note(value.isBoolean(), path + " is no boolean");
            case "array" -> checkItems(schema, value, path);
            case "object" -> checkMembers(schema, value, path);
            default -> {}
        }
    }

    private void checkItems(JsonNode schema, JsonNode value, String path) {
        note(value.isArray(), path + " is no array");
        if (schema.path("uniqueItems").asBoolean()) {
            Set<JsonNode> distinct = new HashSet<>();
            value.forEach(distinct::add);
            note(distinct.size() == value.size(), path + " has repeats");
        }
        for (JsonNode item : value) {
            check(schema.get("items"), item, path + "[]");
        }
    }

    private void checkMembers(JsonNode schema, JsonNode value, String path) {
        note(value.isObject(), path + " is no object");
        for (JsonNode required : schema.path("required")) {
            note(value.has(required.asText()), path + " lacks " + required);
        }
        JsonNode other = schema.path("additionalProperties");
        for (Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String inner = path + "." + member.getKey();
            JsonNode known = schema.path("properties").path(member.getKey());
            if (!known.isMissingNode()) {
                check(known, member.getValue(), inner);
            } else if (other.isObject()) {
                check(other, member.getValue(), inner);
            } else {
                note(!other.isBoolean() || other.asBoolean(), inner + " is not described");
            }
        }
    }

    private void note(boolean fine, String problem) {
        if (!fine) {
            problems.add(problem);
        }
    }
}
