/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers in the place of a model, in the words of four APIs: Anthropic's Messages, OpenAI's Chat Completions and
/// Responses, Gemini's. It says the same whatever it is asked, and remembers what that was.
///
/// It listens on all interfaces, since the loopback of this machine cannot be reached from a container.
final class MockModel implements AutoCloseable {
    static final String ANSWER = "Greetings from the mock";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new ArrayList<>();

    private MockModel(HttpServer server) {
        this.server = server;
    }

    /// Something that an agent asked.
    ///
    /// @param key what it proved itself with
    record Request(String path, String key, String model, String body) {}

    static MockModel start() throws IOException {
        MockModel mock = new MockModel(HttpServer.create(new InetSocketAddress(0), 0));
        mock.server.createContext("/", mock::answer);
        mock.server.setExecutor(mock.threads);
        mock.server.start();
        return mock;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What was asked so far, with tools: agents also ask for titles and the like.
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<Api> api =
                    Api.of(path).filter(_ -> exchange.getRequestMethod().equals("POST"));
            if (api.isEmpty()) {
                reply(exchange, "application/json", "{\"data\": [], \"models\": [], \"input_tokens\": 1}");
                return;
            }
            JsonNode asked = json.readTree(body);
            String model = asked.path("model").asText(path.replaceAll(".*/models/|:.*", ""));
            if (!asked.path("tools").isEmpty()) {
                remember(new Request(path, key(exchange), model, body));
            }
            boolean stream = asked.path("stream").asBoolean() || path.contains(":stream");
            reply(
                    exchange,
                    stream ? "text/event-stream" : "application/json",
                    stream ? api.get().stream(model) : api.get().whole(model));
        }
    }

    private synchronized void remember(Request request) {
        requests.add(request);
    }

    private static String key(HttpExchange exchange) {
        for (String name : List.of("x-api-key", "x-goog-api-key", "authorization")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                return value.replace("Bearer ", "");
            }
        }
        return "";
    }

    private static void reply(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : bytes.length);
        if (head) {
            return;
        }
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// The answer, in the words of an API.
    private enum Api {
        MESSAGES("/messages"),
        CHAT("/chat/completions"),
        RESPONSES("/responses"),
        GEMINI("enerateContent");

        private final String end;

        Api(String end) {
            this.end = end;
        }

        static Optional<Api> of(String path) {
            for (Api api : values()) {
                if (path.endsWith(api.end)) {
                    return Optional.of(api);
                }
            }
            return Optional.empty();
        }

        String whole(String model) {
            return switch (this) {
                case MESSAGES -> message(model, "[{\"type\":\"text\",\"text\":\"" + ANSWER + "\"}]", "\"end_turn\"");
                case CHAT ->
                    choice(model, "message", "{\"role\":\"assistant\",\"content\":\"" + ANSWER + "\"}", "\"stop\"");
                case RESPONSES -> response(model, "completed", item("completed", ANSWER));
                case GEMINI -> candidate(model, ANSWER);
            };
        }

        String stream(String model) {
            return switch (this) {
                case MESSAGES ->
                    event("message_start", "\"message\":" + message(model, "[]", "null"))
                            + event(
                                    "content_block_start",
                                    "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                            + event(
                                    "content_block_delta",
                                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + ANSWER + "\"}")
                            + event("content_block_stop", "\"index\":0")
                            + event(
                                    "message_delta",
                                    "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                            + "\"usage\":{\"output_tokens\":5}")
                            + event("message_stop", "\"x\":0");
                case CHAT ->
                    data(choice(model, "delta", "{\"role\":\"assistant\",\"content\":\"" + ANSWER + "\"}", "null"))
                            + data(choice(model, "delta", "{}", "\"stop\""))
                            + data("[DONE]");
                case RESPONSES ->
                    event("response.created", "\"response\":" + response(model, "in_progress", ""))
                            + event(
                                    "response.output_item.added",
                                    "\"output_index\":0,\"item\":" + item("in_progress", ""))
                            + event(
                                    "response.output_text.delta",
                                    "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"" + ANSWER
                                            + "\"")
                            + event(
                                    "response.output_item.done",
                                    "\"output_index\":0,\"item\":" + item("completed", ANSWER))
                            + event(
                                    "response.completed",
                                    "\"response\":" + response(model, "completed", item("completed", ANSWER)));
                case GEMINI -> data(candidate(model, ANSWER));
            };
        }

        private static String event(String type, String members) {
            return "event: " + type + "\n" + data("{\"type\":\"" + type + "\"," + members + "}");
        }

        private static String data(String json) {
            return "data: " + json + "\n\n";
        }

        private static String message(String model, String content, String stop) {
            return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + model
                    + "\",\"content\":" + content + ",\"stop_reason\":" + stop
                    + ",\"stop_sequence\":null,\"usage\":{\"input_tokens\":5,\"output_tokens\":5}}";
        }

        private static String choice(String model, String kind, String content, String stop) {
            return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"" + model
                    + "\",\"choices\":[{\"index\":0,\"" + kind + "\":" + content + ",\"finish_reason\":" + stop
                    + "}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":5,\"total_tokens\":10}}";
        }

        private static String item(String status, String text) {
            String content =
                    text.isEmpty() ? "" : "{\"type\":\"output_text\",\"text\":\"" + text + "\",\"annotations\":[]}";
            return "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"" + status
                    + "\",\"content\":[" + content + "]}";
        }

        private static String response(String model, String status, String items) {
            return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"" + status
                    + "\",\"model\":\"" + model + "\",\"output\":[" + items
                    + "],\"error\":null,\"incomplete_details\":null,\"tools\":[],"
                    + "\"usage\":{\"input_tokens\":5,\"output_tokens\":5,\"total_tokens\":10}}";
        }

        private static String candidate(String model, String text) {
            return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"" + text
                    + "\"}]},\"finishReason\":\"STOP\"}],\"modelVersion\":\"" + model
                    + "\",\"responseId\":\"r1\",\"usageMetadata\":{\"promptTokenCount\":5,"
                    + "\"candidatesTokenCount\":5,\"totalTokenCount\":10}}";
        }
    }
}
