/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What commands load. A class count does not depend on how busy the machine is, so it guards the start-up time where a
/// clock cannot.
class StartupClassesIT {
    private static final List<String> DEAR = List.of(
            "com.fasterxml.jackson.databind.",
            "com.github.dockerjava.",
            "ch.qos.logback.",
            "org.slf4j.",
            "java.net.http.",
            "java.util.logging.",
            "jdk.internal.foreign.abi.AbstractLinker",
            "dev.kdn.process.Posix",
            "dev.kdn.runtime.podman.PodmanCli");

    @TempDir
    private Path folder;

    private Path temp;
    private Distribution distribution;
    private ClassLog log;
    private Map<String, String> environment;

    @BeforeEach
    void installStandIns() throws IOException {
        temp = folder.toRealPath();
        distribution = Distribution.linked(temp.resolve("kdn"));
        log = ClassLog.of(distribution);
        Path programs = Files.createDirectories(temp.resolve("programs"));
        for (String name : List.of("podman", "bwrap")) {
            Path program = programs.resolve(name);
            Files.copy(Path.of("src/main/assembly").resolve(name), program);
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        environment = Map.of("PATH", programs + ":/usr/bin:/bin");
    }

    /// Without the caches: all their classes count as loaded.
    @ParameterizedTest
    @CsvSource({"version, 1300", "list, 1550", "__complete start o, 1550"})
    void smallCommandsLoadNothingDear(String line, int most) throws IOException {
        distribution.addOption("-XX:AOTMode=off");
        run("init one --runtime fake --agent shell");

        List<String> names = run(line).stream().map(ClassLog.Entry::name).toList();

        System.out.printf("kdn %s loads %d classes%n", line, names.size());
        assertThat(names)
                .contains("dev.kdn.Main")
                .hasSizeLessThanOrEqualTo(most)
                .noneMatch(name -> DEAR.stream().anyMatch(name::startsWith));
    }

    @ParameterizedTest
    @CsvSource({
        "version, fake, 4",
        "list, fake, 5",
        "list, podman, 7",
        "__complete start o, fake, 5",
        "start one, fake, 75",
        "start one, podman, 75",
        "exec one true, fake, 60",
        "exec one true, podman, 60",
        "exec one true, local, 75"
    })
    void cachesHaveNearlyAllClasses(String line, String runtime, int most) throws IOException {
        run("init one --runtime " + runtime + " --agent shell");

        List<String> uncached = run(line).stream()
                .filter(entry -> !entry.isCached())
                .map(ClassLog.Entry::name)
                .toList();

        System.out.printf("kdn %s (%s) loads %d classes that no cache has%n", line, runtime, uncached.size());
        assertThat(uncached).hasSizeLessThanOrEqualTo(most);
    }

    /// All classes of a cache are loaded by each command that uses it.
    @ParameterizedTest
    @CsvSource({"list, 2400", "start one, 3450"})
    void cachesHaveLittleElse(String line, int most) throws IOException {
        run("init one --runtime podman --agent shell");

        List<String> names = run(line).stream().map(ClassLog.Entry::name).toList();

        System.out.printf("kdn %s finds %d classes in its cache%n", line, names.size());
        assertThat(names)
                .hasSizeLessThanOrEqualTo(most)
                .noneMatch(name -> name.matches("com\\.fasterxml\\.jackson\\.databind\\.(ser|deser|type)\\..*"));
    }

    @EngineTest("docker")
    @ParameterizedTest
    @CsvSource({"list, 12", "start one, 75", "exec one true, 75", "stop one, 60"})
    void cachesHaveNearlyAllClassesOfDocker(String line, int most) throws IOException {
        TestRuntime docker = TestRuntime.docker();
        environment = Map.of("PATH", "/usr/bin:/bin", "DOCKER_HOST", docker.host());
        Path config = Files.createDirectories(temp.resolve(".kdn/runtimes/docker/config"));
        Files.writeString(config.resolve("image.json"), "{\"base\": \"localhost/testbed/busybox:1\"}");
        run("init one --runtime docker --agent shell");
        try {
            if (line.startsWith("stop")) {
                run("start one");
            }
            List<ClassLog.Entry> loaded = run(line);

            List<String> uncached = loaded.stream()
                    .filter(entry -> !entry.isCached())
                    .map(ClassLog.Entry::name)
                    .toList();
            System.out.printf("kdn %s (docker) loads %d classes that no cache has%n", line, uncached.size());
            assertThat(uncached).hasSizeLessThanOrEqualTo(most);
            assertThat(loaded).anyMatch(entry -> entry.name().startsWith("dev.kdn.runtime.docker."));
            if (line.equals("list")) {
                assertThat(loaded)
                        .filteredOn(entry -> entry.name().startsWith("com.github.dockerjava."))
                        .hasSizeLessThan(15);
            }
        } finally {
            run("remove --force one");
            run("image prune --runtime docker");
        }
    }

    private List<ClassLog.Entry> run(String line) throws IOException {
        Files.createDirectories(temp.resolve("one"));
        Distribution.run(distribution.launcher(), temp, environment, line.split(" "))
                .exit(0);
        return log.entries();
    }
}
