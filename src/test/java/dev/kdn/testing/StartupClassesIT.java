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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What small commands load. A class count does not depend on how busy the machine is, so it guards the start-up time
/// where a clock cannot.
class StartupClassesIT {
    private static final List<String> DEAR = List.of(
            "dev.kdn.runtime.podman.",
            "dev.kdn.runtime.docker.",
            "dev.kdn.process.Posix",
            "com.fasterxml.jackson.databind.",
            "com.github.dockerjava.",
            "ch.qos.logback.",
            "org.slf4j.",
            "java.net.http.",
            "java.lang.foreign.Linker",
            "jdk.internal.foreign.abi.");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"version", "list"})
    void loadsNothingDear(String command) throws IOException {
        List<String> loaded = new ArrayList<>(classesLoadedBy("dev.kdn.Main", command));
        loaded.removeAll(Set.copyOf(classesLoadedBy("-version"))); // the JVM itself knows some of java.lang.foreign

        long own = loaded.stream().filter(name -> name.startsWith("dev.kdn.")).count();
        System.out.printf(
                "kdn %s loads %d classes beyond java -version, %d of them its own%n", command, loaded.size(), own);
        assertThat(loaded)
                .contains("dev.kdn.Main")
                .noneMatch(name -> DEAR.stream().anyMatch(name::startsWith));
    }

    /// The launcher's call, except for its log flags.
    private List<String> classesLoadedBy(String... arguments) throws IOException {
        Path log = folder.resolve("classes.log");
        List<String> argv = new ArrayList<>(List.of(
                Kdn.DISTRIBUTION + "/runtime/bin/java",
                "-Xlog:disable",
                "-Xlog:class+load:file=" + log + ":none",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkdn.home=" + Kdn.DISTRIBUTION,
                "-Dkdn.tty=000",
                "-cp",
                Kdn.DISTRIBUTION + "/lib/kdn.jar"));
        argv.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(TestEnvironment.engines());
        environment.put("HOME", folder.toString());
        environment.put("KDN_STORAGE", folder.resolve("storage").toString());
        environment.put("LC_ALL", "C.UTF-8");
        Program.of(argv, environment, folder).run().exit(0);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.substring(0, Math.max(0, line.indexOf(' '))))
                    .toList();
        }
    }
}
