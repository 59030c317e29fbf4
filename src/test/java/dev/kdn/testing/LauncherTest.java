/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher on a stand-in for Java that prints what it got.
class LauncherTest {
    private static final Path SCRIPT = Path.of("src/main/scripts/kdn").toAbsolutePath();

    @TempDir
    private Path temp;

    private Path home;

    @BeforeEach
    void installStandIn() throws IOException {
        home = install(temp.toRealPath().resolve("kdn"));
    }

    @Test
    void passesFlagsAndArguments() {
        assertThat(arguments(run(Map.of(), home + "/bin/kdn", "two words", "", "*")))
                .containsExactly(
                        "@" + home + "/lib/jvm.options",
                        "-XX:AOTCache=" + home + "/lib/kdn-@build@-full.aot",
                        "-XX:CompileThresholdScaling=8",
                        "-Dkdn.home=" + home,
                        "-Dkdn.tty=000",
                        "-Dkdn.version=@version@",
                        "-Dkdn.cache=full",
                        "-cp",
                        home + "/lib/kdn-@build@.jar",
                        "dev.kdn.Main",
                        "two words",
                        "",
                        "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--version", "-h", "help", "version", "list", "ls", "show", "info", "__complete"})
    void choosesCacheOfSmallCommands(String first) {
        String[] argv = first.isEmpty() ? new String[] {home + "/bin/kdn"} : new String[] {home + "/bin/kdn", first};

        assertThat(arguments(run(Map.of(), argv))).contains("-XX:AOTCache=" + home + "/lib/kdn-@build@-hot.aot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"init --runtime docker", "init --runtime=docker x", "image list --runtime docker"})
    void choosesCacheOfDockerWhereItIsNamed(String line) {
        List<String> argv = new ArrayList<>(List.of(home + "/bin/kdn"));
        argv.addAll(List.of(line.split(" ")));

        assertThat(arguments(run(Map.of(), argv.toArray(String[]::new))))
                .contains("-XX:AOTCache=" + home + "/lib/kdn-@build@-docker.aot", "-Dkdn.cache=docker");
    }

    @ParameterizedTest
    @CsvSource({"list, hot", "ls, hot", "show, docker", "start, docker", "version, hot", "__complete, hot"})
    void choosesCacheOfDockerWhereItIsUsed(String word, String cache) throws IOException {
        Files.createDirectories(home.resolve("s/runtimes/docker/containers"));
        Files.createDirectories(home.resolve("h/.kdn/runtimes/docker/containers"));

        for (Map<String, String> environment : List.of(
                Map.of("KDN_STORAGE", home.resolve("s").toString()),
                Map.of("HOME", home.resolve("h").toString()))) {
            assertThat(arguments(run(environment, home + "/bin/kdn", word)))
                    .contains("-XX:AOTCache=" + home + "/lib/kdn-@build@-" + cache + ".aot");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "init --agent shell", "init --agent=shell", "listing", "workspace", "remove"})
    void choosesCacheOfOtherCommands(String line) {
        assertThat(cache(line + " list")).isEqualTo("-Dkdn.cache=full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "init --agent claude", "init shelly", "recreate x", "config show", "secret list"})
    void choosesCacheOfAgents(String line) {
        assertThat(cache(line)).isEqualTo("-Dkdn.cache=agents");
    }

    private String cache(String line) {
        List<String> argv = new ArrayList<>(List.of(home + "/bin/kdn"));
        argv.addAll(List.of(line.split(" ")));
        return arguments(run(Map.of(), argv.toArray(String[]::new))).stream()
                .filter(word -> word.startsWith("-Dkdn.cache="))
                .findFirst()
                .orElse("");
    }

    static Stream<List<String>> shells() {
        return Stream.of(
                        List.of("/bin/sh"),
                        List.of("/bin/dash"),
                        List.of("/bin/busybox", "sh"),
                        List.of("/usr/bin/busybox", "sh"),
                        List.of("/bin/bash"),
                        List.of("/bin/zsh"))
                .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void worksInEveryShell(List<String> shell) throws IOException {
        Files.createSymbolicLink(temp.resolve("link"), home.resolve("bin/kdn"));
        List<String> argv = Stream.concat(shell.stream(), Stream.of(temp.resolve("link") + "", "list"))
                .toList();

        Result result = run(Map.of("LC_ALL", "C", "CLASSPATH", "x y"), argv.toArray(String[]::new));

        assertThat(arguments(result)).contains("-Dkdn.home=" + home).endsWith("dev.kdn.Main", "list");
        assertThat(variables(result))
                .contains("LC_ALL=C.UTF-8", "KDN_SAVED_LC_ALL=C", "KDN_SAVED_LC_ALL_SET=1", "KDN_SAVED_CLASSPATH=x y");
        assertThat(result.stderr()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "with 'quotes\"", "grün-日本", "$HOME *", "-dash", "line\nend\n"})
    void worksFromAnyFolder(String name) throws IOException {
        Path relocated = temp.toRealPath().resolve(name).resolve("kdn");
        Files.createDirectories(relocated.resolveSibling(""));
        Files.move(home, relocated);

        assertThat(run(Map.of(), relocated + "/bin/kdn").stdout()).contains("arg:-Dkdn.home=" + relocated + "\n");
    }

    @Test
    void followsChainsOfLinks() throws IOException {
        Path above = temp.toRealPath().resolve("a b");
        Path links = Files.createDirectories(above.resolve("ü"));
        Files.createSymbolicLink(links.resolve("third\n"), home.resolve("bin/kdn"));
        Files.createSymbolicLink(above.resolve("second"), Path.of("ü/third\n"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../second"));

        assertThat(arguments(run(Map.of(), links + "/first"))).contains("-Dkdn.home=" + home);
    }

    @Test
    void findsHomeBehindLinkToBin() throws IOException {
        Path link = Files.createDirectories(temp.resolve("other")).resolve("bin");
        Files.createSymbolicLink(link, home.resolve("bin"));

        assertThat(arguments(run(Map.of(), link + "/kdn"))).contains("-Dkdn.home=" + link + "/..");
    }

    @Test
    void worksFromPath() {
        assertThat(arguments(run(Map.of("PATH", home + "/bin:" + path()), "kdn")))
                .contains("-Dkdn.home=" + home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./kdn/bin/kdn", "kdn/bin/kdn", "kdn/../kdn/bin/kdn"})
    void makesRelativePathAbsolute(String program) throws IOException {
        String relative = program.substring(0, program.length() - "/bin/kdn".length());

        assertThat(arguments(run(Map.of(), program))).contains("-Dkdn.home=" + temp.toRealPath() + "/" + relative);
    }

    @Test
    void hidesVariablesOfJavaButSavesThem() {
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS", "garbage -X",
                "JDK_JAVA_OPTIONS", "",
                "_JAVA_OPTIONS", "-XX:+UseG1GC",
                "KDN_SAVED_CLASSPATH", "of an outer kdn",
                "LANG", "de_DE.UTF-8");

        assertThat(variables(run(environment, home + "/bin/kdn")))
                .containsExactlyInAnyOrder(
                        "KDN_SAVED_JAVA_TOOL_OPTIONS=garbage -X",
                        "KDN_SAVED_JDK_JAVA_OPTIONS=",
                        "KDN_SAVED__JAVA_OPTIONS=-XX:+UseG1GC",
                        "LANG=de_DE.UTF-8");
    }

    @Test
    void keepsLocaleThatIsUnicode() {
        assertThat(variables(run(Map.of("LC_ALL", "", "LC_CTYPE", "en_US.utf8", "LANG", "C"), home + "/bin/kdn")))
                .containsExactlyInAnyOrder("LC_ALL=", "LC_CTYPE=en_US.utf8", "LANG=C");
    }

    @Test
    void savesThatThereWasNoLocale() {
        assertThat(variables(run(Map.of(), home + "/bin/kdn")))
                .containsExactlyInAnyOrder("LC_ALL=C.UTF-8", "KDN_SAVED_LC_ALL_SET=0");
    }

    @Test
    void savesThatLocaleWasEmpty() {
        assertThat(variables(run(Map.of("LC_ALL", "", "LANG", "C"), home + "/bin/kdn")))
                .containsExactlyInAnyOrder("LC_ALL=C.UTF-8", "LANG=C", "KDN_SAVED_LC_ALL=", "KDN_SAVED_LC_ALL_SET=1");
    }

    @Test
    void passesExitCode() throws IOException {
        Files.writeString(home.resolve("runtime/bin/java"), "#!/bin/sh\nexit 42\n");

        run(Map.of(), home + "/bin/kdn").exit(42);
    }

    @Test
    void saysThatRuntimeIsMissing() throws IOException {
        Files.delete(home.resolve("runtime/bin/java"));

        assertThat(run(Map.of(), home + "/bin/kdn"))
                .isEqualTo(new Result(
                        70,
                        "",
                        "kdn: its Java runtime is missing: " + home
                                + "/runtime; unpack the whole distribution again\n"));
    }

    private static Path install(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(SCRIPT, folder.resolve("bin/kdn"));
        Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, """
            #!/bin/sh
            for argument; do printf 'arg:%s\\n' "$argument"; done
            env | sed 's/^/env:/'
            """);
        for (Path program : List.of(folder.resolve("bin/kdn"), java)) {
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return folder;
    }

    private Result run(Map<String, String> environment, String... argv) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PATH", path());
        return Program.of(List.of(argv), all, temp).run();
    }

    private static String path() {
        return "/usr/bin:/bin";
    }

    private static List<String> arguments(Result result) {
        return marked(result.exit(0), "arg:");
    }

    /// The environment except what shells add.
    private static List<String> variables(Result result) {
        return marked(result.exit(0), "env:").stream()
                .filter(line -> !line.matches("(PATH|PWD|OLDPWD|SHLVL|_|__CF_USER_TEXT_ENCODING)=.*"))
                .toList();
    }

    private static List<String> marked(Result result, String mark) {
        return result.stdout()
                .lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
