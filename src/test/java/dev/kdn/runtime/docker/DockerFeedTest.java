/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Programs that read what kdn gives them, or do not.
@Timeout(60)
class DockerFeedTest {
    private static final String MUCH = "x".repeat(4 << 20);

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = FakeEngine.shortFolder();
    }

    @AfterEach
    void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("s"));
        Files.delete(folder);
    }

    /// An engine whose programs say that on stderr and end with that code.
    private FakeEngine engine(String stderr, int code) throws IOException {
        return FakeEngine.unix(folder, (input, output, _) -> {
            String head = FakeEngine.readRequest(input);
            asked.add(head.lines().findFirst().orElse("") + " " + body(head, input));
            if (head.contains("/start")) {
                write(output, "HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n");
                output.write(new byte[] {2, 0, 0, 0, 0, 0, 0, (byte) stderr.length()});
                write(output, stderr);
            } else {
                String json = head.startsWith("POST")
                        ? "{\"Id\":\"e1\"}"
                        : "{\"ID\":\"e1\",\"Running\":false,\"ExitCode\":" + code + "}";
                write(
                        output,
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                                + "\r\n\r\n" + json);
            }
        });
    }

    private static String body(String head, InputStream input) throws IOException {
        int length = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    @Test
    void aProgramThatEndsEarlyTellsWhy() throws IOException {
        try (FakeEngine engine = engine("no such folder", 3)) {
            assertThatThrownBy(() -> new DockerFeed(engine.connection()).run("c", false, List.of("/bin/sh"), MUCH))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("cannot pass something to the workspace: no such folder, exit code 3");
        }
    }

    @Test
    void rootHasAnEnvironmentThatNobodySteers() throws IOException {
        try (FakeEngine engine = engine("", 0)) {
            new DockerFeed(engine.connection()).run("c", true, List.of("/bin/chmod"), "");
        }
        assertThat(asked)
                .anySatisfy(request -> assertThat(request)
                        .contains("\"User\":\"0\"", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "\"LD_PRELOAD=\""));
    }
}
