/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// What an engine says about a failure.
final class EngineMessage {
    private static final int MAX_CHARS = 2000;

    private EngineMessage() {}

    /// The `message` of a JSON body, else the body itself, as one line.
    static String of(String body) {
        String message = message(body.strip()).strip();
        StringBuilder line = new StringBuilder(message.length());
        for (int i = 0; i < Math.min(message.length(), MAX_CHARS); i++) {
            char c = message.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!blank || (!line.isEmpty() && line.charAt(line.length() - 1) != ' ')) {
                line.append(blank ? ' ' : c);
            }
        }
        return line.isEmpty() ? "no reason given" : line.toString();
    }

    private static String message(String body) {
        if (!body.startsWith("{")) {
            return body;
        }
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("message")) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            // Then it is what the engine has to say.
        }
        return body;
    }
}
