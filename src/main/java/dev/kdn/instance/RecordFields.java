/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.StorageException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.RuntimeState;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects the members of one record under Go's rules: names in any case, null leaves a member unset, the last of
/// several wins. The first problem is kept, and the rest of the record is still read past.
final class RecordFields {
    private static final String PATHS = "paths";
    private static final String RUNTIME = "runtime";

    private final JsonParser parser;
    private final String text;
    private final Map<String, String> info = new HashMap<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private String id = "";
    private String name = "";
    private String source = "";
    private String configuration = "";
    private String type = "";
    private String instanceId = "";
    private String state = "";
    private String project = "";
    private String agent = "";
    private String model = "";
    private @Nullable OffsetDateTime createdAt;
    private @Nullable OffsetDateTime startedAt;
    private @Nullable String problem;

    /// Fields of the record whose first token is the parser's current one.
    ///
    /// @param text everything the parser reads
    RecordFields(JsonParser parser, String text) {
        this.parser = parser;
        this.text = text;
    }

    /// Reads to the last token of the record.
    void read() throws IOException {
        if (!opens("record")) {
            return;
        }
        for (String member = nextMember(); member != null; member = nextMember()) {
            if (!member(member)) {
                unknown.put(member, rawValue());
            }
        }
    }

    /// Why this record cannot be used; empty if it can.
    Optional<String> problem() {
        if (problem != null) {
            return Optional.of(named(problem));
        }
        if (id.isEmpty() || name.isEmpty()) {
            return Optional.of(named(id.isEmpty() ? "empty id" : "empty name"));
        }
        if (id.indexOf('/') >= 0 || id.startsWith(".")) {
            return Optional.of(named("invalid id")); // it becomes a file name
        }
        if (source.isEmpty() || configuration.isEmpty()) {
            return Optional.of(named("empty path"));
        }
        return source.indexOf('\0') < 0 && configuration.indexOf('\0') < 0
                ? Optional.empty()
                : Optional.of(named("invalid path"));
    }

    /// The record, when there is no [#problem()].
    ///
    /// @param missingTime stands in for the time of creation that very old versions did not write
    Instance instance(Supplier<OffsetDateTime> missingTime) {
        RuntimeState known = state.isEmpty() ? RuntimeState.UNKNOWN : RuntimeState.parse(state);
        return new Instance(
                id,
                name,
                path(source),
                path(configuration),
                new RuntimeRecord(type, instanceId, known, info),
                project,
                agent,
                model.isEmpty() ? Optional.empty() : Optional.of(model),
                createdAt == null || GoTime.isZero(createdAt) ? missingTime.get() : createdAt,
                startedAt == null || GoTime.isZero(startedAt) ? Optional.empty() : Optional.of(startedAt),
                unknown);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Not the record's fault, so it must not end in quarantine.
            throw new StorageException(
                    "cannot use the path " + text + " under this locale", "set LC_ALL to a UTF-8 locale", e);
        }
    }

    private String named(String what) {
        return name.isEmpty() ? what : what + " in the record of \"" + name + "\"";
    }

    private boolean member(String given) throws IOException {
        switch (given) {
            case "id" -> id = text(given, id);
            case "name" -> name = text(given, name);
            case PATHS -> paths();
            case RUNTIME -> runtime();
            case "project" -> project = text(given, project);
            case "agent" -> agent = text(given, agent);
            case "model" -> model = text(given, model);
            case "created_at" -> createdAt = time(given, createdAt);
            case "started_at" -> startedAt = time(given, startedAt);
            default -> {
                String folded = given.toLowerCase(Locale.ROOT);
                return !folded.equals(given) && member(folded);
            }
        }
        return true;
    }

    private void paths() throws IOException {
        if (!opens(PATHS)) {
            return;
        }
        for (String member = nextMember(); member != null; member = nextMember()) {
            switch (member.toLowerCase(Locale.ROOT)) {
                case "source" -> source = text(member, source);
                case "configuration" -> configuration = text(member, configuration);
                default -> unknown.put(InstanceWriter.nested(PATHS, member), rawValue());
            }
        }
    }

    private void runtime() throws IOException {
        if (!opens(RUNTIME)) {
            return;
        }
        for (String member = nextMember(); member != null; member = nextMember()) {
            switch (member.toLowerCase(Locale.ROOT)) {
                case "type" -> type = text(member, type);
                case "instance_id" -> instanceId = text(member, instanceId);
                case "state" -> state = state(member);
                case "info" -> info();
                default -> unknown.put(InstanceWriter.nested(RUNTIME, member), rawValue());
            }
        }
    }

    private void info() throws IOException {
        if (!opens("info")) {
            return;
        }
        for (String key = nextMember(); key != null; key = nextMember()) {
            info.put(key, text(key, ""));
        }
    }

    /// Whether an object begins here; null stands for none, except for the record itself.
    private boolean opens(String what) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || what.equals("record")) {
            wrong(what, "is not an object");
        }
        return false;
    }

    /// The name of the next member, with the parser at its value; null at the end of the object.
    private @Nullable String nextMember() throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String member = parser.currentName();
        parser.nextToken();
        return member;
    }

    private String text(String what, String before) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(what, "is not a text");
        }
        return before;
    }

    private String state(String what) throws IOException {
        String given = text(what, state);
        for (RuntimeState known : RuntimeState.values()) {
            if (given.isEmpty() || known.text().equals(given)) {
                return given;
            }
        }
        wrong("state", "\"" + given + "\" is invalid");
        return state;
    }

    private @Nullable OffsetDateTime time(String what, @Nullable OffsetDateTime before) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return before;
        }
        String given = text(what, "");
        if (given.equals(GoTime.ZERO)) {
            return null; // most records of a list have it
        }
        try {
            return GoTime.parse(given);
        } catch (DateTimeException e) {
            wrong(what, "is not an RFC 3339 time");
            return before;
        }
    }

    private void wrong(String what, String how) throws IOException {
        parser.skipChildren();
        if (problem == null) {
            problem = what + " " + how;
        }
    }

    /// The text of the value at the parser's current token, as it is in the file.
    private String rawValue() throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
