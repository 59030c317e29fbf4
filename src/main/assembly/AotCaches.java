/* SPDX-License-Identifier: Apache-2.0 */
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Puts jar, AOT caches and launcher into the distribution: `java AotCaches.java DISTRIBUTION JAR TIMESTAMP`.
///
/// An AOT cache holds the classes that training commands load, as the JVM keeps them in memory. JDK 25.0.3 uses it
/// even when the jar beside it has other classes (JDK-8377932); hence all three are made together and named after the
/// SHA-256 of the jar. No engine is needed: `podman`, `bwrap` and
/// [StubDocker] beside this file answer for them.
final class AotCaches {
    /// What a cache is trained with.
    ///
    /// @param cache the launcher's word for it
    private record Training(String cache, List<String> commands) {}

    private static final Path HERE = Path.of("src", "main");
    private static final int NAME_DIGITS = 12;
    private static final int LIMIT_SECONDS = 120;

    /// First what nearly every command does, then commands by cache. A cache is used by what its name says in the
    /// launcher.
    private static final List<String> PREPARATION = List.of(
            "init one --runtime podman --agent claude",
            "init two --runtime fake --agent shell",
            "start one",
            "init six --runtime docker --agent shell --storage other",
            "start six --storage other");

    // In this order: with docker's workspaces in the storage, prune would ask docker.
    private static final List<Training> TRAININGS = List.of(
            new Training(
                    "hot",
                    List.of(
                            "version",
                            "version -o json",
                            "list",
                            "list -o json",
                            "list --storage none",
                            "list --storage other",
                            "show one",
                            "show two -o json",
                            "info",
                            "runtime list",
                            "agent list",
                            "agent show claude",
                            "help",
                            "help start",
                            "list --help",
                            "completion bash",
                            "__complete start o")),
            new Training(
                    "full",
                    List.of(
                            "init three --runtime podman --agent shell --start",
                            "stop three",
                            "start --help",
                            "start three",
                            "terminal three",
                            "exec three true",
                            "exec -d --name web three -- sleep 60",
                            "stop three -o json",
                            "recreate three",
                            "prune --dry-run",
                            "image list --runtime podman",
                            "remove three",
                            "list",
                            "init four --runtime fake --agent shell -o json",
                            "start four -o json",
                            "exec four true",
                            "exec four true",
                            "exec four true",
                            "exec four true",
                            "exec four true",
                            "exec four true",
                            "exec four true", // which forgets the first one
                            "remove four --force",
                            "init eight --runtime local --agent shell --start",
                            "exec eight true",
                            "stop eight",
                            "prune --dry-run",
                            "remove eight")),
            new Training(
                    "agents",
                    List.of(
                            "init seven --runtime podman --agent claude",
                            "recreate seven",
                            "config show --origin",
                            "secret list",
                            "service list -o json",
                            "remove seven")),
            new Training(
                    "docker",
                    List.of(
                            "init five --runtime docker --agent shell --start",
                            "list",
                            "list -o json",
                            "show five",
                            "terminal five -- true",
                            "exec five true",
                            "exec -d --name web five -- sleep 60",
                            "stop five",
                            "start five",
                            "stop five -o json",
                            "runtime list",
                            "prune --dry-run",
                            "remove five",
                            "list")));

    private final Path distribution;
    private final String build;
    private final String version;
    private final Path lib;

    private AotCaches(Path distribution, String build, String version) {
        this.distribution = distribution;
        this.build = build;
        this.version = version;
        this.lib = distribution.resolve("lib");
    }

    /// Does everything, unless the distribution has it all.
    static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[1]);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        String build = HexFormat.of().formatHex(hash).substring(0, NAME_DIGITS);
        AotCaches caches = new AotCaches(Path.of(arguments[0]).toAbsolutePath(), build, arguments[3]);
        try {
            if (!caches.areCurrent()) {
                caches.make(jar, Instant.parse(arguments[2]));
            }
        } catch (IllegalStateException e) {
            System.err.println("AotCaches: " + e.getMessage());
            System.exit(1);
        }
    }

    private Path jar() {
        return lib.resolve("kdn-" + build + ".jar");
    }

    private Path cache(String name) {
        return lib.resolve("kdn-" + build + "-" + name + ".aot");
    }

    private Path launcher() {
        return distribution.resolve("bin").resolve("kdn");
    }

    /// Whether nothing that goes into the caches has changed since the launcher, which is written last.
    private boolean areCurrent() throws IOException {
        if (!Files.exists(launcher()) || !Files.exists(jar())) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(launcher());
        for (Path source : List.of(
                HERE.resolve("scripts/kdn"),
                HERE.resolve("scripts/jvm.options"),
                HERE.resolve("assembly/AotCaches.java"),
                HERE.resolve("assembly/podman"),
                HERE.resolve("assembly/bwrap"),
                HERE.resolve("assembly/StubDocker.java"),
                distribution.resolve("runtime/lib/modules"))) {
            if (Files.getLastModifiedTime(source).compareTo(made) >= 0) {
                return false;
            }
        }
        return TRAININGS.stream().allMatch(training -> Files.exists(cache(training.cache())));
    }

    private void make(Path oneJar, Instant timestamp) throws Exception {
        Files.deleteIfExists(launcher());
        emptyLib();
        Files.copy(oneJar, jar());
        // The time that it has in the archive: newer JVMs refuse a cache whose jar has another one.
        Files.setLastModifiedTime(jar(), FileTime.from(timestamp));
        Files.copy(HERE.resolve("scripts/jvm.options"), lib.resolve("jvm.options"));

        Path folder = Files.createTempDirectory("kdn-training");
        try (StubDocker _ = StubDocker.at(folder.resolve("docker.sock"))) {
            Path programs = Files.createDirectories(folder.resolve("programs"));
            for (String program : List.of("podman", "bwrap")) {
                Files.copy(HERE.resolve("assembly").resolve(program), programs.resolve(program));
                programs.resolve(program).toFile().setExecutable(true);
            }
            for (String sources : List.of("one", "two", "three", "four", "five", "six", "seven", "eight")) {
                Files.createDirectories(folder.resolve(sources));
            }
            java(folder, "none", List.of(), PREPARATION);
            for (Training training : TRAININGS) {
                train(folder, training.cache(), possible(training.commands()));
            }
        } finally {
            deleteFolder(folder);
        }
        writeLauncher();
    }

    /// Sandboxes are made on Linux alone.
    private static List<String> possible(List<String> commands) {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return commands.stream()
                .filter(command -> linux || !command.contains("eight"))
                .toList();
    }

    private void train(Path folder, String name, List<String> commands) throws Exception {
        java(folder, name, List.of("-XX:AOTCacheOutput=" + cache(name)), commands);
        Path log = folder.resolve("classes.log");
        List<String> strict =
                List.of("-XX:AOTCache=" + cache(name), "-XX:AOTMode=on", "-Xlog:class+load:file=" + log + ":none");
        java(folder, name, strict, commands);
        check(name, Files.readAllLines(log));
    }

    /// The JVM goes on without a cache that it does not like, and leaves out of it classes that it does not like. The
    /// hidden ones of pattern switches are among these in Java 25.
    private void check(String name, List<String> loaded) {
        List<String> ours = loaded.stream()
                .filter(line -> line.startsWith("dev.kdn.") || line.startsWith("picocli."))
                .toList();
        List<String> missing = ours.stream()
                .filter(line -> !line.contains("source: shared objects file") && !line.contains("$$TypeSwitch/"))
                .toList();
        if (!missing.isEmpty() || ours.stream().noneMatch(line -> line.startsWith("dev.kdn.Main "))) {
            throw new IllegalStateException(
                    "the AOT cache " + cache(name) + " lacks " + (missing.isEmpty() ? "everything" : missing));
        }
    }

    private void java(Path folder, String cache, List<String> flags, List<String> arguments) throws Exception {
        List<String> argv = new ArrayList<>();
        argv.add(distribution.resolve("runtime/bin/java").toString());
        argv.add("@" + lib.resolve("jvm.options"));
        argv.addAll(flags);
        argv.addAll(List.of("-Dkdn.home=" + distribution, "-Dkdn.tty=000", "-Dkdn.version=" + version));
        argv.addAll(List.of("-Dkdn.cache=" + cache, "-cp", jar().toString(), "dev.kdn.Training"));
        argv.addAll(arguments);
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("KDN_") || variable.contains("JAVA"));
        builder.environment()
                .putAll(Map.of(
                        "DOCKER_HOST",
                        "unix://" + folder.resolve("docker.sock"),
                        "HOME",
                        folder.toString(),
                        "KDN_STORAGE",
                        folder.resolve("storage").toString(),
                        "LC_ALL",
                        "C.UTF-8",
                        "PATH",
                        folder.resolve("programs") + ":/usr/bin:/bin"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(argv + "\n" + Files.readString(output));
        }
    }

    private void writeLauncher() throws IOException {
        String text = Files.readString(HERE.resolve("scripts/kdn"))
                .replace("@build@", build)
                .replace("@version@", version);
        Files.createDirectories(launcher().getParent());
        Files.writeString(launcher(), text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void emptyLib() throws IOException {
        if (Files.exists(lib)) {
            deleteFolder(lib);
        }
        Files.createDirectories(lib);
    }

    private static void deleteFolder(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = new ArrayList<>(paths.toList());
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }
}
