/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A runtime with its engine, which is called through the engine's own client.
///
/// @param name as in `kdn init --runtime`
/// @param host for `DOCKER_HOST`; empty for that of the environment
public record TestRuntime(String name, String host) {
    public static final TestRuntime PODMAN = new TestRuntime("podman", "");

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /// Docker on the engine of the environment.
    public static TestRuntime docker() {
        return new TestRuntime("docker", variable("DOCKER_HOST", "unix:///var/run/docker.sock"));
    }

    /// Docker on podman's socket.
    public static TestRuntime podmanApi() {
        return new TestRuntime("docker", variable("TESTBED_PODMAN_HOST", "unix:///nowhere"));
    }

    /// Docker on the test bed's second host.
    public static TestRuntime remoteDocker() {
        return new TestRuntime("docker", variable("TESTBED_REMOTE_TCP", "tcp://127.0.0.1:1"));
    }

    /// Whether kdn takes the engine for another machine's.
    public boolean isElsewhere() {
        return host.startsWith("tcp:");
    }

    static String variable(String name, String other) {
        return TestEnvironment.engines().getOrDefault(name, other);
    }

    public boolean isPodman() {
        return name.equals(PODMAN.name());
    }

    /// Whether it is podman behind docker's interface.
    public boolean isPodmanApi() {
        return equals(podmanApi());
    }

    /// Whether it is a docker in a user namespace of an ordinary user, who is root inside its containers.
    public boolean isRootlessDocker() {
        return host.equals(variable("TESTBED_ROOTLESS_DOCKER", "none"));
    }

    /// Whom the owner of the sources is inside.
    public Owner inside(Owner owner) {
        return isRootlessDocker() ? new Owner(0, 0) : owner;
    }

    /// The name of [#inside(Owner)].
    public String userInside() {
        return isRootlessDocker() ? "root" : "agent";
    }

    /// That kdn on this engine.
    public Kdn on(Kdn kdn) {
        return host.isEmpty() ? kdn : kdn.with("DOCKER_HOST", host);
    }

    /// Calls the engine's client, which knows the same words for the same things, whatever comes of it.
    ///
    /// @return what it printed, without blanks around it
    public String engine(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(name));
        argv.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(TestEnvironment.engines());
        if (!host.isEmpty()) {
            environment.put("DOCKER_HOST", host);
        }
        return Program.of(argv, environment, TestEnvironment.STREAMS)
                .withLimit(LIMIT)
                .run()
                .stdout()
                .strip();
    }

    /// Removes a container, running or not, without waiting for its end.
    public void removeContainer(String container) {
        engine(isPodman() ? new String[] {"rm", "-f", "-t", "0", container} : new String[] {"rm", "-f", container});
    }

    /// Removes everything with that label, in the form `label=NAME=VALUE`.
    public void removeAll(String label) {
        listed(label, "ps", "-a").forEach(this::removeContainer);
        listed(label, "network", "ls").forEach(network -> engine("network", "rm", network));
        listed(label, "images").forEach(image -> engine("rmi", "-f", image));
    }

    private List<String> listed(String label, String... listing) {
        List<String> arguments = new ArrayList<>(List.of(listing));
        arguments.addAll(List.of("-q", "--filter", label));
        return engine(arguments.toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }
}
