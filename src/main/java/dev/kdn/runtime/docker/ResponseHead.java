/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Status and headers of an HTTP/1.1 response, RFC 9112.
///
/// @param headers by name, in any letter case
record ResponseHead(int status, Map<String, List<String>> headers) {
    private static final int MAX_BYTES = 256 << 10;

    /// Reads one, not a byte further; passes over 1xx ones but 101.
    ///
    /// @throws IOException if the stream ends, or holds no HTTP
    static ResponseHead read(InputStream input) throws IOException {
        ResponseHead head = readOne(input);
        while (head.status() / 100 == 1 && head.status() != 101) {
            head = readOne(input);
        }
        return head;
    }

    private static ResponseHead readOne(InputStream input) throws IOException {
        String status = line(input);
        int code = code(status);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int length = 0;
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            length += line.length();
            if (length > MAX_BYTES) {
                throw new IOException("what answers is no engine: headers without end");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return new ResponseHead(code, headers);
    }

    /// Of `HTTP/1.1 200 OK`; the words may be missing.
    private static int code(String line) throws IOException {
        int blank = line.indexOf(' ');
        if (line.startsWith("HTTP/1.") && blank > 0 && line.length() >= blank + 4) {
            try {
                int code = Integer.parseInt(line, blank + 1, blank + 4, 10);
                boolean ended = line.length() == blank + 4 || line.charAt(blank + 4) == ' ';
                if (ended && code >= 100 && code < 600) {
                    return code;
                }
            } catch (NumberFormatException damaged) {
                // said below
            }
        }
        throw new IOException("what answers is no engine: it does not speak HTTP");
    }

    /// The first value of that header.
    Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// Whether the body comes in chunks.
    boolean isChunked() {
        String encoding = header("Transfer-Encoding").orElse("");
        return encoding.toLowerCase(Locale.ROOT).endsWith("chunked");
    }

    /// The length of the body, if it was told; then it is not chunked.
    OptionalLong length() throws IOException {
        Optional<String> told = header("Content-Length");
        if (told.isEmpty() || isChunked()) {
            return OptionalLong.empty();
        }
        try {
            long length = Long.parseLong(told.get());
            if (length >= 0) {
                return OptionalLong.of(length);
            }
        } catch (NumberFormatException damaged) {
            // said below
        }
        throw new IOException("the engine's answer is damaged: no length of the body");
    }

    /// Up to the end of the line, without it.
    static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException("the engine closed the connection");
            }
            if (line.size() > MAX_BYTES) {
                throw new IOException("what answers is no engine: a line without end");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
