/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.runtime.CheckedRuntime;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whole outputs; `-Dkdn.golden.update=true` rewrites the expected files.
class RuntimeOutputTest {
    private static final CheckedRuntime WELL = new CheckedRuntime(
            describe("podman"),
            new EngineStatus(
                    Optional.of(new Endpoint("/usr/bin/podman", "PATH", true)),
                    Optional.of(new Engine("5.4.0", Optional.of(true), "overlay")),
                    Optional.empty()));
    private static final CheckedRuntime ELSEWHERE = new CheckedRuntime(
            describe("docker"),
            new EngineStatus(
                    Optional.of(new Endpoint("ssh://dev@build.example.com", "context build", false)),
                    Optional.of(new Engine("18.9", Optional.empty(), "")),
                    Optional.of(new Trouble(
                            "docker 18.9 is too old, and that isn't all: kdn needs something that was made in"
                                    + " this decade",
                            Optional.of("install docker 20.10 or newer on build.example.com, for instance with"
                                    + " 'ssh dev@build.example.com sudo apt-get install docker.io'")))));
    private static final CheckedRuntime SILENT = new CheckedRuntime(
            describe("kubernetes"),
            new EngineStatus(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Trouble("two lines:\n\u001b[2Jconnection refused", Optional.empty()))));

    @Test
    void showsChecksInLinesOfEightyColumns() {
        String text = RuntimeCheckText.of(List.of(WELL, ELSEWHERE, SILENT), new Colors(false));

        Golden.check("runtime-check.txt", text);
        assertThat(text.lines().filter(line -> !line.contains("'"))).allMatch(line -> line.length() <= 80);
        assertThat(RuntimeCheckText.of(List.of(), new Colors(false))).isEqualTo("No runtimes available\n");
    }

    @Test
    void writesChecksAsJson() {
        Golden.check(
                "runtime-check.json",
                new String(RuntimeDocument.checks(List.of(WELL, ELSEWHERE, SILENT)), StandardCharsets.UTF_8));
    }

    private static RuntimeDescription describe(String type) {
        return new RuntimeDescription(type, type, "Workspaces in " + type, true, "/workspace");
    }
}
