/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/reference/promises.md names tests that exist.
class PromisesTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:IT|Test))(?:#([a-z][A-Za-z0-9]+))?`");

    @Test
    void everyPromiseIsHeldByTestsThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(Path.of("docs/reference/promises.md"))) {
            if (!line.startsWith("| ") || line.startsWith("| Promise")) {
                continue;
            }
            rows++;
            String holders = line.substring(line.indexOf(" | "));
            Matcher named = TEST.matcher(holders);
            boolean any = holders.contains("`src/test/bench/bench`");
            while (named.find()) {
                any = true;
                if (!exists(named.group(1), named.group(2) == null ? "" : named.group(2))) {
                    missing.add(named.group());
                }
            }
            assertThat(any).as(line).isTrue();
        }
        assertThat(rows).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> found =
                    files.filter(file -> file.endsWith(type + ".java")).toList();
            return !found.isEmpty()
                    && (method.isEmpty() || Files.readString(found.getFirst()).contains("void " + method + "("));
        }
    }
}
