/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.testing.EngineTest;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example of every help text does what it promises. They are taken from `docs/reference/cli`, which
/// `CliReferenceTest` holds to the help.
class ExamplesIT {
    private static final Path PAGES = Path.of("docs/reference/cli");
    /// Stands in the examples for the id of a second workspace.
    private static final String ID = "1f2e3d";

    @TempDir
    private static Path shared;

    private static Optional<Workbench> bench = Optional.empty();

    @Test
    void everyCommandHasOne() throws IOException {
        for (Path page : pages()) {
            assertThat(examples(page)).as(page.toString()).isNotEmpty();
        }
    }

    static Stream<String> withoutEngine() throws IOException {
        return all().stream().filter(line -> !needsContainer(line));
    }

    static Stream<String> withPodman() throws IOException {
        return all().stream().filter(ExamplesIT::needsContainer);
    }

    /// The runtime that only remembers stands in for podman; what a command is for decides what is there before.
    @ParameterizedTest
    @MethodSource("withoutEngine")
    void worksWithAnyRuntime(String line, @TempDir Path folder) throws IOException {
        Kdn kdn = Kdn.fresh(folder);
        Path shop = Files.createDirectories(kdn.home().resolve("projects/shop"));
        Path blog = Files.createDirectories(kdn.home().resolve("projects/blog"));
        Files.writeString(shop.resolve("README"), "read me\n");
        String id = ID;
        if (needsWorkspaces(line)) {
            boolean running = Stream.of("stop", "list", "dashboard", "--force", "kdn cp", "kdn stats")
                    .anyMatch(line::contains);
            register(kdn, shop, running);
            id = register(kdn, blog, running);
        }
        if (line.contains("secret")) {
            kdn = withSecrets(kdn);
        }
        if (line.contains("reconcile")) {
            Files.delete(blog);
        }
        if (line.matches("kdn (logs|wait|kill).*")) {
            beginActivities(kdn, line.contains("kill") ? "sleep 60" : "echo hello");
        }
        if (line.contains("config unset")) {
            kdn.run("config", "set", "runtime", "fake").exit(0);
            kdn.run("config", "set", "--global", "environment.LOG", "1").exit(0);
        }

        Kdn ready = kdn.in(shop).with("EDITOR", "true");
        String typed = line.replace("--runtime podman", "--runtime fake").replace(ID, id.substring(0, 6));
        Result result = line.contains("config edit") ? ready.shellOnTerminal(typed) : ready.shell(typed);

        if (line.contains("dashboard")) { // no runtime has one yet
            assertThat(result.exit(1).stderr()).contains("dashboard not supported for workspace \"shop\"");
        } else if (line.startsWith("kdn cp")) {
            assertThat(result.exit(0).stdout()).isEmpty();
        } else if (line.matches("kdn config (set|unset|edit).*")) {
            assertThat(result.exit(0).stdout()).matches(line.contains("edit") ? "(?s).*Nothing changed.*" : "");
        } else if (line.startsWith("kdn wait")) {
            assertThat(result.exit(0).stdout()).isEmpty();
        } else {
            assertWorks(line, result);
        }
    }

    private static void beginActivities(Kdn kdn, String script) {
        for (String name : List.of("web", "tests", "lint")) {
            String[] words = {"exec", "--detach", "--name", name, "shop", "--", "sh", "-c", script};
            if (name.equals("web") || !script.startsWith("sleep")) {
                kdn.run(words).exit(0);
            }
        }
    }

    @EngineTest("podman")
    @ParameterizedTest
    @MethodSource("withPodman")
    void worksInAContainer(String line) throws IOException {
        Result result = container()
                .kdn
                .with("PATH", shared.resolve("bin") + ":" + System.getenv("PATH"))
                .withStdin(line.contains(" -- ") ? "" : "echo hello\n")
                .shell(line);

        assertWorks(line, result);
        if (line.contains("--detach ")) {
            assertThat(result.stdout()).matches("[0-9a-f]{32}\n");
            return;
        }
        String wanted = line.contains("--check")
                ? "reachable"
                : line.contains("make test") ? "made test\n" : line.contains("terminal") ? "hello\n" : "http://127.";
        assertThat(result.stdout()).contains(wanted);
    }

    /// One running workspace for all examples: none of them changes it. There is a browser, too.
    private static Workbench container() throws IOException {
        if (bench.isEmpty()) {
            Workbench made = Workbench.in(shared);
            bench = Optional.of(made);
            String make =
                    "mkdir -p ~/.local/bin && echo 'echo made $1' >~/.local/bin/make && chmod +x ~/.local/bin/make";
            made.image("{\"base\": \"" + Workbench.BASE + "\", \"run_commands\": [\"" + make + "\"]}");
            made.init(made.project("shop", "{\"ports\": [8080]}"), "--start");
            Path browser = Files.createDirectories(shared.resolve("bin")).resolve("xdg-open");
            assertThat(Files.writeString(browser, "#!/bin/sh\n").toFile().setExecutable(true))
                    .isTrue();
        }
        return bench.get();
    }

    @AfterAll
    static void close() {
        bench.ifPresent(Workbench::close);
    }

    private static void assertWorks(String line, Result result) throws IOException {
        assertThat(result.exit(0).stdout()).isNotBlank();
        if (line.contains("-o json")) {
            assertThat(new ObjectMapper().readTree(result.stdout()).isObject()).isTrue();
            assertThat(result.stderr()).isEmpty();
        }
    }

    private static String register(Kdn kdn, Path sources, boolean running) {
        String project = "https://github.com/example/" + sources.getFileName();
        List<String> init = List.of("init", "--runtime", "fake", "--agent", "shell", "--project", project);
        List<String> words = new ArrayList<>(init);
        words.add("--start=" + running);
        words.add(sources.toString());
        return kdn.run(words.toArray(String[]::new)).exit(0).stdout().strip();
    }

    /// A storage with an encrypted secret, a variable and a program to take others from.
    private static Kdn withSecrets(Kdn kdn) throws IOException {
        Path gh = Files.createDirectories(kdn.home().resolve("bin")).resolve("gh");
        assertThat(Files.writeString(gh, "#!/bin/sh\necho token\n").toFile().setExecutable(true))
                .isTrue();
        Kdn ready = kdn.with("PATH", gh.getParent() + ":" + System.getenv("PATH"))
                .with("CORP_KEY", "value")
                .with("KDN_SECRET_STORE", "file")
                .with("KDN_SECRET_PASSPHRASE", "correct horse");
        ready.withStdin("token\n")
                .run("secret", "create", "private", "--type", "github")
                .exit(0);
        return ready;
    }

    private static boolean needsContainer(String line) {
        return line.contains("terminal")
                || line.contains("exec ")
                || line.contains("open ")
                || line.contains("--check");
    }

    private static boolean needsWorkspaces(String line) {
        return Stream.of("init", "help", "version", "info", "completion", "runtime", "secret", "service")
                .noneMatch(command -> line.startsWith("kdn " + command));
    }

    private static List<String> all() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path page : pages()) {
            all.addAll(examples(page));
        }
        return all;
    }

    /// The pages of commands; those of groups list the commands below them.
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES).sorted()) {
            for (Path page : files.toList()) {
                if (Files.readString(page).contains("[flags]\n")) {
                    pages.add(page);
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private static List<String> examples(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals("## Examples"))
                .takeWhile(line -> !line.startsWith("## Flags"))
                .filter(line -> line.startsWith("kdn "))
                .toList();
    }
}
