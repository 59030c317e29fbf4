/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.instance.Snapshot.BadRecord;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the text of instances.json, streaming; one bad record does not take the others with it.
final class InstanceReader {
    private final String text;
    private final Supplier<OffsetDateTime> missingTime;
    private final List<Instance> instances = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();

    private InstanceReader(String text, Supplier<OffsetDateTime> missingTime) {
        this.text = text;
        this.missingTime = missingTime;
    }

    /// Reads all records.
    ///
    /// @param missingTime stands in for times of creation that are not there
    /// @throws IOException if the text as a whole is damaged: empty, not JSON, or not a list
    static Snapshot read(String text, Supplier<OffsetDateTime> missingTime) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            return new InstanceReader(text, missingTime).all(parser);
        }
    }

    private Snapshot all(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "empty");
        }
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                record(parser);
            }
        } else if (token != JsonToken.VALUE_NULL) {
            throw new JsonParseException(parser, "not a list of records in JSON");
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "something after its end");
        }
        return new Snapshot(instances, bad);
    }

    private void record(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        RecordFields fields = new RecordFields(parser, text);
        fields.read();
        Optional<String> problem = fields.problem();
        if (problem.isEmpty()) {
            instances.add(fields.instance(missingTime));
            return;
        }
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        bad.add(new BadRecord(problem.get(), text.substring(start, end)));
    }
}
