/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings what is wanted of a document into the one that an agent has been working with, so that neither the agent's
/// own
/// entries nor changes made inside get lost.
final class DocumentMerge {
    private DocumentMerge() {}

    /// The current document with what has changed between `last` and `wanted`. Objects are merged member by member,
    /// everything else is taken as a whole.
    static ObjectNode merge(JsonNode wanted, JsonNode last, ObjectNode current) {
        ObjectNode result = current.deepCopy();
        Set<String> names = new LinkedHashSet<>();
        wanted.fieldNames().forEachRemaining(names::add);
        last.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            @Nullable JsonNode merged = member(wanted.get(name), last.get(name), current.get(name));
            if (merged == null) {
                result.remove(name);
            } else {
                result.set(name, merged);
            }
        }
        return result;
    }

    private static @Nullable JsonNode member(
            @Nullable JsonNode wanted, @Nullable JsonNode last, @Nullable JsonNode current) {
        if (wanted == null) {
            return withdrawn(last, current);
        }
        if (wanted.isObject() && (current == null || current.isObject()) && (last == null || last.isObject())) {
            if (current == null) { // taken out inside, which holds until something new is wanted
                return wanted.equals(last) ? null : wanted;
            }
            return merge(wanted, orEmpty(last), orEmpty(current));
        }
        return wanted.equals(last) ? current : wanted;
    }

    /// What is not wanted any more goes, unless it was changed inside.
    private static @Nullable JsonNode withdrawn(@Nullable JsonNode last, @Nullable JsonNode current) {
        if (last == null || current == null || current.equals(last)) {
            return last == null ? current : null;
        }
        if (last.isObject() && current instanceof ObjectNode object) {
            ObjectNode rest = merge(orEmpty(null), last, object);
            return rest.isEmpty() ? null : rest;
        }
        return current;
    }

    private static ObjectNode orEmpty(@Nullable JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
