/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The runtime that the end-to-end suites are about: that of `KDN_TEST_RUNTIME`, else podman. `DOCKER_HOST` chooses the
/// engine of docker's. Its engine is called through the engine's own client.
public final class RuntimeUnderTest {
    private static final String PODMAN = "podman";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private RuntimeUnderTest() {}

    /// As in `kdn init --runtime`.
    public static String name() {
        String chosen = System.getenv("KDN_TEST_RUNTIME");
        return chosen == null || chosen.isEmpty() ? PODMAN : chosen;
    }

    public static boolean isPodman() {
        return name().equals(PODMAN);
    }

    /// Whether it is podman behind docker's interface.
    public static boolean isPodmanApi() {
        String host = System.getenv("DOCKER_HOST");
        return !isPodman() && host != null && host.equals(System.getenv("TESTBED_PODMAN_HOST"));
    }

    /// Calls the engine's client, which knows the same words for the same things, whatever comes of it.
    ///
    /// @return what it printed, without blanks around it
    public static String engine(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(name()));
        argv.addAll(List.of(arguments));
        return Program.of(argv, TestEnvironment.engines(), TestEnvironment.STREAMS)
                .withLimit(LIMIT)
                .run()
                .stdout()
                .strip();
    }

    /// Removes a container, running or not, without waiting for its end.
    public static void removeContainer(String container) {
        engine(isPodman() ? new String[] {"rm", "-f", "-t", "0", container} : new String[] {"rm", "-f", container});
    }

    /// Removes everything with that label, in the form `label=NAME=VALUE`.
    public static void removeAll(String label) {
        listed(label, "ps", "-a").forEach(RuntimeUnderTest::removeContainer);
        listed(label, "network", "ls").forEach(network -> engine("network", "rm", network));
        listed(label, "images").forEach(image -> engine("rmi", "-f", image));
    }

    private static List<String> listed(String label, String... listing) {
        List<String> arguments = new ArrayList<>(List.of(listing));
        arguments.addAll(List.of("-q", "--filter", label));
        return engine(arguments.toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }
}
