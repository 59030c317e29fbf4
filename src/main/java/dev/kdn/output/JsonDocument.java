/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One pretty JSON document as scripts of the Go kdn know it: two blanks of indent, Go's escapes, a line end.
public final class JsonDocument {
    private JsonDocument() {}

    /// Writes the members of the document.
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /// The document as bytes, to be written at once.
    public static byte[] render(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.setPrettyPrinter(printer());
            json.setCharacterEscapes(new GoEscapes());
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing but memory is written to
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /// An object with one text member.
    public static byte[] of(String name, String value) {
        return render(json -> {
            json.writeStartObject();
            text(json, name, value);
            json.writeEndObject();
        });
    }

    /// A text member, free of half surrogate pairs, which Jackson would refuse.
    static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, Utf8.wellFormed(value));
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indent).withArrayIndenter(indent);
    }
}
