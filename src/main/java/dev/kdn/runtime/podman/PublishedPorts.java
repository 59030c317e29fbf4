/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.EngineException;
import dev.kdn.runtime.Forward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The ports of a container as podman tells them.
final class PublishedPorts {
    private PublishedPorts() {}

    /// Reads podman's `{"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "40123"}]}`, sorted by the inner port.
    static List<Forward> parse(String json) {
        List<Forward> forwards = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    int target = Integer.parseInt(name.substring(0, name.indexOf('/')));
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            forwards.add(binding(parser, target));
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new EngineException("podman inspect told ports that kdn does not understand: " + json, null, e);
        }
        forwards.sort(Forward.ORDER);
        return forwards;
    }

    private static Forward binding(JsonParser parser, int target) throws IOException {
        String bind = "";
        int port = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "HostIp" -> bind = parser.getText();
                case "HostPort" -> port = Integer.parseInt(parser.getText());
                default -> parser.skipChildren();
            }
        }
        return new Forward(bind, port, target);
    }
}
