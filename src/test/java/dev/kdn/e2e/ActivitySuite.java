/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.process.Eventually;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What suites share that run programs in workspaces, whatever the runtime is: `shop`, which is running.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActivitySuite {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // before all tests
    Kdn kdn;

    @SuppressWarnings("NullAway.Init") // before all tests
    Path folder;

    /// kdn with a storage of its own below that folder.
    abstract Kdn open(Path root) throws IOException;

    /// Makes a workspace of that name and starts it.
    abstract void make(String name) throws IOException;

    /// Removes what is left in an engine.
    void close() {}

    /// Whether programs see another machine than kdn: other processes, users, a file system of their own.
    boolean isApart() {
        return true;
    }

    /// Whether a program can be given the terminal, as its own.
    boolean hasTerminals() {
        return true;
    }

    /// Whether what a program has started may go on when it has ended.
    boolean outlivesItsProgram() {
        return true;
    }

    /// Kills all that belongs to an activity of `shop`, without kdn.
    void strike(String id) {
        Result _ =
                sh("for file in /proc/[0-9]*/environ; do if tr '\\0' '\\n' 2>/dev/null <$file | grep -qx KDN_ACTIVITY="
                        + id + "; then pid=${file#/proc/}; kill -9 \"${pid%/environ}\"; fi; done");
    }

    @BeforeAll
    void openHouse(@TempDir Path root) throws IOException {
        folder = root;
        kdn = open(root);
        make("shop");
    }

    @AfterAll
    void closeHouse() {
        Result _ = kdn.run("remove", "--force", "shop");
        close();
    }

    /// Runs a line of sh in `shop`.
    Result sh(String line) {
        return kdn.run("exec", "shop", "--", "sh", "-c", line);
    }

    /// Starts a line of sh in `shop` that outlives kdn.
    ///
    /// @return its id
    String detach(String name, String line) {
        return kdn.run("exec", "--detach", "--name", name, "shop", "--", "sh", "-c", line)
                .exit(0)
                .stdout()
                .strip();
    }

    /// What is said of an activity by `ps --all`.
    JsonNode seen(String id) {
        return activities().stream()
                .filter(item -> item.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no activity " + id));
    }

    /// `STATE CODE`, or `STATE` of one whose code nobody knows.
    String end(String id) {
        JsonNode item = seen(id);
        return (item.path("state").asText() + " " + item.path("exitCode").asText()).strip();
    }

    List<JsonNode> activities() {
        return items(kdn.run("ps", "--all", "-o", "json").exit(0));
    }

    static List<JsonNode> items(Result result) {
        try {
            JsonNode items = MAPPER.readTree(result.stdout()).path("items");
            return StreamSupport.stream(items.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the text is in the log.
    void awaitLog(String reference, String text) throws InterruptedException {
        Eventually.await(LIMIT, text, () -> kdn.run("logs", reference).stdout().contains(text));
    }

    /// Whether something lives in `shop` that has been started with those words.
    boolean lives(String... words) {
        List<String> argv = new ArrayList<>(List.of("exec", "shop", "--", "sh", "-c", """
            for file in /proc/[0-9]*/cmdline; do
              [ "$(tr '\\0' ' ' 2>/dev/null <"$file")" != "$* " ] || exit 0
            done
            exit 1\
            """, "sh"));
        argv.addAll(List.of(words));
        Result result = kdn.run(argv.toArray(String[]::new));
        assertThat(result.exit()).as(result.output()).isIn(0, 1);
        return result.exit() == 0;
    }

    /// Everything that the storage says, but the sources of images.
    String records() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : Aftermath.files(kdn.storage()).keySet().stream()
                .map(kdn.storage()::resolve)
                .filter(java.nio.file.Files::isRegularFile)
                .toList()) {
            all.append(
                    new String(java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
