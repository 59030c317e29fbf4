/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.kdn.terminal.DetachKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Prepares a program inside a container. docker-java's own command cannot tell the keys that detach, and an engine
/// that
/// is told none holds its own back from the program.
///
/// @param container its id
/// @param environment as `NAME=value`
/// @param input whether it gets any
/// @param keys that detach; if absent, the engine's own
/// @param directory inside; if absent, the container's
/// @param user inside; if absent, the container's
record ExecRequest(
        String container,
        List<String> argv,
        List<String> environment,
        boolean tty,
        boolean input,
        Optional<DetachKeys> keys,
        Optional<String> directory,
        Optional<String> user) {
    // There is no word for "none". An engine holds back what may become its keys: so keys that nobody types, the first
    // of which prints nothing.
    private static final String NEVER = String.join(",", Collections.nCopies(6, "ctrl-@"));

    /// By the container's user, where it is at home.
    ExecRequest(
            String container,
            List<String> argv,
            List<String> environment,
            boolean tty,
            boolean input,
            Optional<DetachKeys> keys) {
        this(container, argv, environment, tty, input, keys, Optional.empty(), Optional.empty());
    }

    /// The request of the Engine API, "Create an exec instance".
    Request request() throws IOException {
        return Request.builder()
                .method(Request.Method.POST)
                .path("/containers/" + container + "/exec")
                .putHeader("Content-Type", "application/json")
                .bodyBytes(body())
                .build();
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeBooleanField("AttachStdin", input);
            json.writeBooleanField("AttachStdout", true);
            json.writeBooleanField("AttachStderr", true);
            json.writeBooleanField("Tty", tty);
            if (tty && keys.isPresent()) {
                json.writeStringField(
                        "DetachKeys", keys.get().isOff() ? NEVER : keys.get().text());
            }
            if (directory.isPresent()) {
                json.writeStringField("WorkingDir", directory.get());
            }
            if (user.isPresent()) {
                json.writeStringField("User", user.get());
            }
            array(json, "Cmd", argv);
            array(json, "Env", environment);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void array(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
