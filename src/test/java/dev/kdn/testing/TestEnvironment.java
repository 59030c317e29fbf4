/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What programs started by tests may see of the environment of the tests: the way to programs and engines.
public final class TestEnvironment {
    /// Where calls of engines by the harness itself leave their output.
    static final Path STREAMS = Path.of("target", "engine-calls").toAbsolutePath();

    private static final Set<String> NAMES =
            Set.of("PATH", "DOCKER_HOST", "DISABLE_HC_SYSTEMD", "XDG_RUNTIME_DIR", "TMPDIR");

    private TestEnvironment() {}

    public static Map<String, String> engines() {
        return System.getenv().entrySet().stream()
                .filter(variable -> NAMES.contains(variable.getKey())
                        || variable.getKey().startsWith("CONTAINERS_")
                        || variable.getKey().startsWith("TESTBED_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether the switch is on, such as `KDN_TEST_ENGINES=required`.
    static boolean has(String variable, String value) {
        return value.equals(System.getenv(variable));
    }
}
