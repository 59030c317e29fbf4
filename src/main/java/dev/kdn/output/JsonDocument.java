/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
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
        // To characters first: Jackson's own UTF-8 would write characters beyond the BMP as two escapes.
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer());
            json.setCharacterEscapes(new GoEscapes());
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing but memory is written to
        }
        return Utf8.bytes(text.append('\n').toString());
    }

    /// An object with one text member.
    public static byte[] of(String name, String value) {
        return render(json -> {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        });
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
