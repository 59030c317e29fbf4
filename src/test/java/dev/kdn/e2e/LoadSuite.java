/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many activities at once: no exit code is lost, no line is torn, nothing is left.
abstract class LoadSuite extends ActivitySuite {
    private static final int AT_ONCE = 6;
    private static final int LINES = 40;
    private static final int KILLED = 143;

    /// How many programs run in one workspace.
    abstract int programs();

    /// How many workspaces are used at once.
    abstract int workspaces();

    /// A program that writes to both streams, and ends with a code of its own; each tenth stays until it is killed.
    private static String line(int number) {
        String text = number + " " + "z".repeat(50);
        String end = number % 10 == 0 ? "exec sleep 300" : "exit " + code(number);
        return "i=0; while [ $i -lt " + LINES + " ]; do i=$((i+1)); echo out " + text + "; echo err " + text
                + " >&2; done; " + end;
    }

    private static int code(int number) {
        return number % 10 == 0 ? KILLED : number % 100;
    }

    @Test
    @Timeout(180)
    void manyProgramsInOneWorkspace() throws Exception {
        List<Callable<String>> starts = IntStream.range(0, programs())
                .<Callable<String>>mapToObj(number -> () -> detach("p" + number, line(number)))
                .toList();
        List<String> ids = together(starts);
        assertThat(ids).doesNotHaveDuplicates();
        TreeMap<String, Integer> codes = new TreeMap<>();
        List<String> lasting = new ArrayList<>(List.of("kill"));
        List<String> passing = new ArrayList<>(List.of("wait", "-o", "json"));
        for (int number = 0; number < ids.size(); number++) {
            codes.put(ids.get(number), code(number));
            (number % 10 == 0 ? lasting : passing).add(ids.get(number));
        }
        assertThat(kdn.run(passing.toArray(String[]::new)).exit()).isEqualTo(code(1));
        kdn.run(lasting.toArray(String[]::new)).exit(0);

        TreeMap<String, Integer> seen = new TreeMap<>();
        for (JsonNode item : activities()) {
            assertThat(seen.put(item.path("id").asText(), item.path("exitCode").asInt(-1)))
                    .isNull();
        }
        assertThat(seen).isEqualTo(codes);
        checkLogs(ids);
        kdn.run("prune").exit(0);
        assertThat(kdn.run("ps").exit(0).stdout()).isEqualTo("No activities\n");
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
        assertThat(lives("sleep", "300")).isFalse();
    }

    private void checkLogs(List<String> ids) throws Exception {
        List<Callable<Boolean>> checks = new ArrayList<>();
        for (int number = 0; number < ids.size(); number += 4) {
            String id = ids.get(number);
            String text = number + " z{50}";
            checks.add(() -> {
                List<String> lines =
                        kdn.run("logs", id).exit(0).stdout().lines().toList();
                assertThat(lines).hasSize(2 * LINES).allMatch(line -> line.matches("(out|err) " + text));
                return true;
            });
        }
        assertThat(together(checks)).containsOnly(true);
    }

    @Test
    @Timeout(180)
    void manyWorkspacesAtOnce() throws Exception {
        List<Callable<Boolean>> lives = IntStream.range(0, workspaces())
                .<Callable<Boolean>>mapToObj(number -> () -> live("w" + number, number))
                .toList();

        assertThat(together(lives)).containsOnly(true);

        assertThat(kdn.run("list", "-q").exit(0).stdout().lines()).hasSize(1);
        assertThat(kdn.run("ps", "--all").exit(0).stdout()).doesNotContain(" w1 ");
        kdn.run("prune").exit(0);
        assertThat(kdn.run("prune").exit(0).stdout()).isEqualTo("Nothing to remove\n");
    }

    private boolean live(String name, int number) throws IOException {
        make(name);
        String[] words = {"exec", "-d", "--name", "it", name, "--", "sh", "-c", "echo in $KDN_WORKSPACE; exit " + number
        };
        String id = kdn.run(words).exit(0).stdout().strip();
        Result foreground = kdn.run("exec", name, "--", "sh", "-c", "echo in $KDN_WORKSPACE; exit " + number);
        assertThat(foreground).isEqualTo(new Result(number, "in " + name + "\n", ""));
        kdn.run("wait", id).exit(number);
        assertThat(kdn.run("logs", name + "/it").exit(0).stdout()).isEqualTo("in " + name + "\n");
        kdn.run("remove", "--force", name).exit(0);
        return true;
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
