/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// An answer whose body is read from the connection as it comes; closing it ends the call.
record WireResponse(ResponseHead head, InputStream body, Call call) implements DockerHttpClient.Response {
    /// With the body that RFC 9112 section 6.3 tells of; after 101 the rest belongs to the program inside, as after a
    /// 200 of old engines.
    static WireResponse of(ResponseHead head, InputStream input, Call call) throws IOException {
        return new WireResponse(head, body(head, input), call);
    }

    private static InputStream body(ResponseHead head, InputStream input) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return InputStream.nullInputStream();
        }
        if (head.status() == 101) {
            return input;
        }
        if (head.isChunked()) {
            return new ChunkedInput(input);
        }
        return head.length().isPresent() ? new FixedInput(input, head.length().getAsLong()) : input;
    }

    /// Whether the request was done; docker-java takes no other codes as success.
    @Override
    public int getStatusCode() {
        return head.status() == 101 ? 200 : head.status();
    }

    boolean succeeded() {
        return getStatusCode() / 100 == 2;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return head.headers();
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        call.close();
    }
}
