/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.RuntimeUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values of kdn's secrets inside, and nowhere else.
@EngineTest(EngineTest.RUNTIME)
class SecretsInWorkspaceIT {
    /// In every planted value, and in nothing else on this machine.
    private static final String MARK = "planted" + "-" + ProcessHandle.current().pid() + "-";

    private static final int COUNT = 20;
    // Shorter than what any program of an engine takes.
    private static final Duration PAUSE = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private Workbench bench;
    private Kdn kdn;

    @BeforeEach
    void open() throws IOException {
        bench = Workbench.small(folder);
        kdn = bench.kdn.with("KDN_SECRET_STORE", "file").with("KDN_SECRET_PASSPHRASE", "correct horse");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < COUNT; i++) {
            String value = MARK + i;
            values.put(
                    "s" + i,
                    switch (i) {
                        case 0 -> value + "\nsecond 'line'\n\nlast";
                        case 1 -> value + " \"double\" 'single' $HOME `id` \\ \\n !";
                        case 2 -> value + " ü € 😀 \u00a0";
                        case 3 -> value + "x".repeat((64 << 10) - value.length());
                        case 4 -> "--" + value;
                        default -> value;
                    });
        }
        return values;
    }

    private void create(Map<String, String> values) {
        values.forEach((name, value) -> kdn.withStdin(value)
                .run("secret", "create", name, "--type", "github")
                .exit(0));
    }

    private static String json(Iterable<String> names) {
        List<String> variables = new ArrayList<>();
        names.forEach(name -> variables.add("{\"name\": \"V_" + name + "\", \"secret\": \"" + name + "\"}"));
        return "{\"environment\": [" + String.join(", ", variables) + "]}";
    }

    private static String container(Workbench bench) {
        return RuntimeUnderTest.engine("ps", "-aq", "--filter", "label=dev.kdn.storage=" + bench.storageId());
    }

    private String inside(String variable) {
        return kdn.run("terminal", "shop", "--", "sh", "-c", "printf %s \"$" + variable + "\"")
                .exit(0)
                .stdout();
    }

    @Test
    void plantedValuesAreInsideAndNowhereElse() throws IOException {
        Map<String, String> values = values();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        List<String> printed = new ArrayList<>();
        try (Watch _ = new Watch(seen)) {
            create(values);
            Path project = bench.project("shop", json(values.keySet()));
            printed.add(kdn.run(bench.words(project, "--trust", "-v", "-o", "json"))
                    .exit(0)
                    .output());
            printed.add(kdn.run("start", "shop", "-o", "json").exit(0).output());
            values.forEach((name, value) -> assertThat(inside("V_" + name)).isEqualTo(value));
            printed.add(kdn.run("list", "-o", "json").exit(0).output());
            printed.add(kdn.run("show", "shop", "-o", "json").exit(0).output());
            printed.add(kdn.run("secret", "list", "-o", "json").exit(0).output());
            String container = container(bench).strip();
            printed.add(RuntimeUnderTest.engine("inspect", container));
            printed.add(RuntimeUnderTest.engine("logs", container));
            assertThat(inFiles(engineFiles(container))).isEmpty();
            assertThat(inFiles(kdn.storage())).isEmpty();
            assertThat(RuntimeUnderTest.engineFolder(container).stream().flatMap(SecretsInWorkspaceIT::planted))
                    .isEmpty();
            for (String command : List.of("stop shop", "start shop", "recreate --force shop", "remove --force shop")) {
                printed.add(kdn.run(command.split(" ")).exit(0).output());
                assertThat(inFiles(kdn.storage())).isEmpty();
            }
        }

        assertThat(printed).allSatisfy(text -> assertThat(text).isNotNull().doesNotContain(MARK));
        assertThat(seen).isEmpty();
    }

    /// What the engine would give away of the container and its image.
    private Path engineFiles(String container) throws IOException {
        Path saved = Files.createDirectories(folder.resolve("saved"));
        RuntimeUnderTest.engine("export", "-o", saved.resolve("container.tar").toString(), container);
        String image = RuntimeUnderTest.engine("inspect", "--format", "{{.Image}}", container)
                .strip();
        RuntimeUnderTest.engine("save", "-o", saved.resolve("image.tar").toString(), image);
        return saved;
    }

    private static List<Path> inFiles(Path root) {
        return planted(root).toList();
    }

    private static Stream<Path> planted(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            return all.stream().filter(SecretsInWorkspaceIT::isPlanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPlanted(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void comesBackWhenSomebodyElseStartsTheContainer() throws IOException {
        create(Map.of("one", "first"));
        kdn.run(bench.words(bench.project("shop", json(List.of("one"))), "--trust", "--start"))
                .exit(0);
        assertThat(inside("V_one")).isEqualTo("first");

        RuntimeUnderTest.engine("restart", "-t", "0", container(bench).strip());

        Result terminal = kdn.run("terminal", "shop", "--", "sh", "-c", "printf %s \"$V_one\"")
                .exit(0);
        assertThat(terminal.stdout()).isEqualTo("first");
        assertThat(terminal.stderr()).contains("started without kdn");
        assertThat(kdn.run("terminal", "shop", "--", "true").exit(0).stderr()).isEmpty();

        RuntimeUnderTest.engine("restart", "-t", "0", container(bench).strip());

        assertThat(kdn.run("start", "shop").exit(0).stderr()).contains("started without kdn");
        assertThat(kdn.run("terminal", "shop", "--", "true").exit(0).stderr()).isEmpty();
    }

    /// The reference's meaning of the name, where kdn has no secret of it.
    @Test
    void aSecretOfPodmansIsTheSecondChoice() throws IOException {
        assumeTrue(RuntimeUnderTest.isPodman(), "docker has none outside of a swarm");
        String name = "planted_" + ProcessHandle.current().pid();
        Path file = Files.writeString(folder.resolve("value"), "podman's");
        RuntimeUnderTest.engine("secret", "create", name, file.toString());
        try {
            kdn.run(bench.words(bench.project("shop", json(List.of(name))), "--trust", "--start"))
                    .exit(0);
            assertThat(inside("V_" + name)).isEqualTo("podman's");

            create(Map.of(name, "kdn's"));

            assertThat(kdn.run("recreate", "--force", "shop").exit(1).stderr()).contains(name, "podman secret rm");
        } finally {
            RuntimeUnderTest.engine("secret", "rm", name);
        }
        kdn.run("recreate", "--force", "shop").exit(0);
        assertThat(inside("V_" + name)).isEqualTo("kdn's");
    }

    @Test
    void aRecreationWithoutTheValueTouchesNothing() throws IOException {
        create(Map.of("one", "first"));
        kdn.run(bench.words(bench.project("shop", json(List.of("one"))), "--trust", "--start"))
                .exit(0);
        kdn.run("terminal", "shop", "--", "sh", "-c", "sleep 600 </dev/null >/dev/null 2>&1 & echo $! >/tmp/pid")
                .exit(0);

        kdn.with("KDN_SECRET_PASSPHRASE", "wrong")
                .run("recreate", "--force", "shop")
                .exit(6);

        kdn.run("terminal", "shop", "--", "sh", "-c", "kill -0 $(cat /tmp/pid)").exit(0);
    }

    /// Of the programs inside, root runs only those that the agent cannot have put there.
    @Test
    void rootRunsNothingOfTheAgents() throws IOException {
        create(Map.of("one", "first"));
        kdn.run(bench.words(bench.project("shop", json(List.of("one"))), "--trust", "--start"))
                .exit(0);
        String plant = "mkdir -p ~/.local/bin && printf '#!/bin/sh\\nid -u >>/tmp/mark\\nexec /bin/chmod \"$@\"\\n'"
                + " >~/.local/bin/chmod && /bin/chmod 755 ~/.local/bin/chmod && ~/.local/bin/chmod 755 ~"
                + " && cat /tmp/mark && rm /tmp/mark";
        assertThat(kdn.run("terminal", "shop", "--", "sh", "-c", plant).exit(0).stdout())
                .isEqualTo(Workbench.OWNER.uid() + "\n");

        kdn.run("stop", "shop").exit(0);
        kdn.run("start", "shop").exit(0);

        assertThat(inside("V_one")).isEqualTo("first");
        kdn.run("terminal", "shop", "--", "test", "!", "-e", "/tmp/mark").exit(0);
    }

    @Test
    void aStartWithoutTheValueChangesNothing() throws IOException {
        create(Map.of("one", "first"));
        kdn.run(bench.words(bench.project("shop", json(List.of("one"))), "--trust"))
                .exit(0);

        kdn.with("KDN_SECRET_PASSPHRASE", "wrong").run("start", "shop").exit(6);
        kdn.without("KDN_SECRET_PASSPHRASE").run("start", "shop").exit(7);

        assertThat(kdn.run("list").exit(0).stdout()).contains("stopped");
        kdn.run("secret", "remove", "one").exit(0);
        assertThat(kdn.run("start", "shop").exit(3).stderr()).contains("one", "secret not found");
        create(Map.of("one", "second"));
        kdn.run("start", "shop").exit(0);
        assertThat(inside("V_one")).isEqualTo("second");
        kdn.run("stop", "shop").exit(0);
        kdn.run("start", "shop").exit(0);
        assertThat(inside("V_one")).isEqualTo("second");
        assertThat(kdn.run("terminal", "shop", "--", "stat", "-c", "%a %u", "/run/kdn/secrets/environment")
                        .exit(0)
                        .stdout())
                .isEqualTo("600 " + Workbench.OWNER.uid() + "\n");
    }

    @Test
    void refusesWhatNobodyHasAndWhatNothingReplaces() throws IOException {
        create(Map.of("one", "first"));

        assertThat(kdn.run(bench.words(bench.project("none", json(List.of("nope"))), "--trust"))
                        .exit(1)
                        .stderr())
                .contains("names the secret \"nope\"", "kdn secret create nope");
        Path project = bench.project("shop", "{\"secrets\": [\"one\"]}");
        assertThat(kdn.run(bench.words(project)).exit(6).stderr())
                .contains("environment[].secret", "--expose-secret one");
        kdn.run(bench.words(project, "--expose-secret", "one", "--start")).exit(0);
        assertThat(inside("GH_TOKEN") + inside("GITHUB_TOKEN")).isEqualTo("firstfirst");
        kdn.run("recreate", "--force", "shop").exit(0);
        assertThat(inside("GH_TOKEN")).isEqualTo("first");
    }

    /// Looks at the arguments of all processes, again and again.
    private static final class Watch implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger rounds = new AtomicInteger();
        private final Thread thread;

        Watch(ConcurrentLinkedQueue<String> seen) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                while (!over.get()) {
                    look(seen);
                    rounds.incrementAndGet();
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            });
        }

        private static void look(ConcurrentLinkedQueue<String> seen) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes
                        .filter(path ->
                                Character.isDigit(path.getFileName().toString().charAt(0)))
                        .forEach(path -> {
                            try {
                                String arguments =
                                        Files.readString(path.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                                if (arguments.contains(MARK)) {
                                    seen.add(arguments);
                                }
                            } catch (IOException ended) {
                                // It has no arguments any more.
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(rounds.get()).isGreaterThan(COUNT);
        }
    }
}
