/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What suites share that send kdn signals: one workspace, `shop`, before and after.
abstract class SignalSuite {
    static final Duration LIMIT = Duration.ofSeconds(6); // five, and what a busy machine adds
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final List<Integer> CODES = List.of(130, 143, 129);

    Workbench bench;
    private Path shop;
    private int turn;

    abstract Workbench bench(Path folder) throws IOException;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bench = bench(folder);
        shop = bench.project("shop", "{\"ports\": [8080]}");
        bench.init(shop); // builds the image
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// The signal whose turn it is.
    String signal() {
        return SIGNALS.get(turn % SIGNALS.size());
    }

    /// Checks that kdn ended of the signal whose turn it was, and gives the turn to the next one.
    void diedOfIt(String what, Result result) {
        assertThat(result.exit()).as("%s: %s", what, result.stderr()).isEqualTo(CODES.get(turn++ % CODES.size()));
    }

    String[] words(String command) {
        return command.equals("init") ? bench.words(shop) : (command + " shop").split(" ");
    }

    /// @param state `none`, `stopped` or `running`
    void prepare(String state) {
        bench.kdn.run("remove", "--force", "shop");
        if (!state.equals("none")) {
            bench.init(shop);
        }
        if (state.equals("running")) {
            bench.kdn.run("start", "shop").exit(0);
        }
    }

    /// Checks that nothing is left half done.
    ///
    /// @param state of the workspace, or `gone`, `kept` in whatever state, `any` for both
    void check(String what, String state) {
        Kdn kdn = bench.kdn;
        Result list = kdn.run("list", "-o", "json").exit(0);
        boolean there = list.stdout().contains("\"name\": \"shop\"");
        assertThat(there || state.equals("any")).as(what).isEqualTo(!state.equals("gone"));
        if (there && !state.equals("any")) {
            String states = state.equals("kept") ? "running|stopped" : state;
            assertThat(list.stdout()).as(what).containsPattern("\"state\": \"(" + states + ")\"");
        }
        assertThat(bench.engineObjects()).as(what).hasSizeLessThanOrEqualTo(there ? 2 : 0);
        assertThat(kdn.run("prune").exit(0).stdout()).as(what).isEqualTo("Nothing to remove\n");
        if (there && bench.runtime.isPodman()) { // docker gives ports when a container starts
            assertThat(kdn.run("show", "shop").exit(0).stdout()).as(what).contains("Port: 8080 at http://127");
        }
    }
}
