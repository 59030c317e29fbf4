/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The caches of loaded classes: used wherever the archive is unpacked, never those of another jar, and never missed
/// aloud.
class AotCachesIT {
    @TempDir
    private Path folder;

    private Path temp;

    @BeforeEach
    void resolveLinks() throws IOException {
        temp = folder.toRealPath();
    }

    @Test
    void areUsedWhereverTheArchiveIsUnpacked() throws IOException {
        Distribution unpacked = Distribution.unpacked(temp.resolve("with blank/grün"));
        unpacked.addOption("-XX:AOTMode=on"); // a cache that the JVM cannot use is an error from now on
        ClassLog log = ClassLog.of(unpacked);
        Path link = Files.createSymbolicLink(temp.resolve("a link"), unpacked.launcher());

        for (Path launcher : List.of(unpacked.launcher(), link)) {
            for (String line : List.of("version", "list", "list -o json", "start --help")) {
                Distribution.run(launcher, temp, Map.of("LC_ALL", "C"), line.split(" "))
                        .exit(0);

                assertThat(log.entries())
                        .filteredOn(entry -> entry.name().matches("(dev\\.kdn|picocli)\\..*"))
                        .hasSizeGreaterThan(50)
                        .allMatch(ClassLog.Entry::isCached);
            }
        }
    }

    @Test
    void belongToTheJarByName() throws IOException {
        assertNames(Distribution.linked(temp.resolve("kdn")));
    }

    private static void assertNames(Distribution distribution) throws IOException {
        String build = hash(Files.readAllBytes(distribution.library(".jar")));
        assertThat(distribution.libraries())
                .containsExactlyInAnyOrder(
                        "jvm.options",
                        "kdn-" + build + ".jar",
                        "kdn-" + build + "-hot.aot",
                        "kdn-" + build + "-full.aot",
                        "kdn-" + build + "-agents.aot",
                        "kdn-" + build + "-docker.aot");
        assertThat(distribution.launcher()).content().contains("\nbuild=" + build + "\n");
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What the build does with another jar, in a distribution that has jar, caches and launcher of an older one.
    @Test
    void areMadeAnewForAnotherJar() throws IOException {
        Distribution distribution = Distribution.linked(temp.resolve("kdn"));
        Path older = distribution.library(".jar");
        Path changed = temp.resolve("changed.jar");
        Files.write(changed, replace(Files.readAllBytes(older), "kdn version \u0001", "KDN VERSION \u0001"));
        List<String> build = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "src/main/assembly/AotCaches.java",
                distribution.home().toString(),
                changed.toString(),
                "2026-01-01T00:00:00Z",
                "1.2.3");

        Program.of(build, Map.of("PATH", "/usr/bin:/bin"), temp)
                .in(Path.of("").toAbsolutePath())
                .run()
                .exit(0);

        assertThat(distribution.run(temp, "version").exit(0).stdout()).isEqualTo("KDN VERSION 1.2.3\n");
        assertThat(older).doesNotExist();
        assertNames(distribution);
    }

    /// A stored jar may be changed where the text of its classes stands.
    private static byte[] replace(byte[] jar, String text, String other) {
        byte[] changed = jar.clone();
        int at = new String(jar, ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        System.arraycopy(other.getBytes(ISO_8859_1), 0, changed, at, other.length());
        return changed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "truncated", "of another JVM", "garbage", "a folder"})
    void areNotMissedAloud(String trouble) throws IOException {
        Distribution distribution = Distribution.linked(temp.resolve("kdn"));
        Result healthy = distribution.run(temp, "version").exit(0);
        Path cache = distribution.library("-hot.aot");
        byte[] content = Files.readAllBytes(cache);
        Files.delete(cache);

        switch (trouble) {
            case "missing" -> assertThat(cache).doesNotExist();
            case "empty" -> Files.createFile(cache);
            case "truncated" -> Files.write(cache, Arrays.copyOf(content, content.length / 2));
            case "of another JVM" -> {
                content[4] ^= 1; // the version of the format
                Files.write(cache, content);
            }
            case "garbage" -> Files.writeString(cache, "garbage".repeat(1000));
            default -> Files.createDirectory(cache);
        }

        assertThat(distribution.run(temp, "version")).isEqualTo(healthy);
        assertThat(healthy.stdout()).startsWith("kdn version ");
        assertThat(healthy.stderr()).isEmpty();
    }
}
