/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Finds out what on this machine keeps podman from working. It goes by facts, not by podman's words, and is asked only
/// when a call has failed.
final class PodmanTroubles {
    // The oldest that the tests run with.
    private static final int MAJOR = 4;
    private static final int MINOR = 3;

    private static final List<String> HELPERS = List.of(
            "usr/local/libexec/podman",
            "usr/local/lib/podman",
            "usr/libexec/podman",
            "usr/lib/podman",
            "usr/bin",
            "usr/local/bin");
    private static final List<String> PLUGINS =
            List.of("usr/local/libexec/cni", "usr/libexec/cni", "usr/local/lib/cni", "usr/lib/cni", "opt/cni/bin");

    private final Path root;
    private final Map<String, String> environment;
    private final IntSupplier uid;

    /// @param root `/`, but for tests
    /// @param environment that podman is called with
    /// @param uid of the caller
    PodmanTroubles(Path root, Map<String, String> environment, IntSupplier uid) {
        this.root = root;
        this.environment = environment;
        this.uid = uid;
    }

    /// A reason and what mends it.
    record Trouble(String reason, String remedy) {}

    /// Why podman as a whole does not answer, as far as that can be seen.
    Optional<Trouble> ofSilentPodman() {
        return remote().or(() -> isLinux() ? noUserNamespaces().or(this::noNetavark) : Optional.empty());
    }

    /// Why a call failed although podman answers, as far as that can be seen.
    Optional<Trouble> of(PodmanFacts facts) {
        if (facts.isOlderThan(MAJOR, MINOR)) {
            return trouble(
                    "podman " + facts.version() + " is too old for kdn",
                    "install podman " + MAJOR + "." + MINOR + " or newer");
        }
        if (facts.isRemote()) {
            return remote().isEmpty() && isLinux() ? otherPodman() : Optional.empty(); // else the user's choice
        }
        Optional<Trouble> user =
                facts.isRootless() ? noUserNamespaces().or(() -> noUserNetwork(facts)) : Optional.empty();
        return user.or(() -> facts.usesCni() ? noPlugins() : Optional.empty());
    }

    /// Macs always have a remote podman, so being remote is no trouble by itself.
    private Optional<Trouble> remote() {
        for (String name : List.of("CONTAINER_HOST", "CONTAINER_CONNECTION")) {
            if (!environment.getOrDefault(name, "").isEmpty()) {
                return trouble(
                        name + " sends podman to an engine elsewhere",
                        "check that the engine there works, or run 'unset " + name + "' and try again");
            }
        }
        return Optional.empty();
    }

    private static Optional<Trouble> otherPodman() {
        return trouble(
                "podman only passes calls on to a podman elsewhere, and kdn works with the podman of this machine",
                "see 'podman system connection list', or install podman itself instead of podman-remote");
    }

    private Optional<Trouble> noUserNamespaces() {
        if (uid.getAsInt() == 0) {
            return Optional.empty();
        }
        if (text("proc/sys/user/max_user_namespaces").strip().equals("0")) {
            return trouble(
                    "ordinary users cannot have user namespaces on this machine",
                    "run 'sudo sysctl user.max_user_namespaces=28633'");
        }
        String user = environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", ""));
        // Where a directory service gives the ids out, the files say nothing.
        boolean told = !user.isEmpty() && !text("etc/nsswitch.conf").contains("\nsubid:");
        for (String file : List.of("etc/subuid", "etc/subgid")) {
            if (told && !hasLine(text(file), user)) {
                return trouble(
                        "/" + file + " has no line for " + user + ", so podman has no ids for the users of containers",
                        "run 'sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + user
                                + "' (another range if that one is taken) and 'podman system migrate'");
            }
        }
        return Optional.empty();
    }

    private boolean hasLine(String file, String user) {
        return file.lines().anyMatch(line -> line.startsWith(user + ":") || line.startsWith(uid.getAsInt() + ":"));
    }

    private Optional<Trouble> noUserNetwork(PodmanFacts facts) {
        if (!facts.hasUserNetwork()) {
            return trouble(
                    "neither slirp4netns nor pasta is installed, which give containers of ordinary users a network",
                    "install the package slirp4netns or passt");
        }
        Path tun = root.resolve("dev/net/tun");
        if (!Files.isReadable(tun) || !Files.isWritable(tun)) {
            return trouble(
                    "/dev/net/tun cannot be opened, which containers of ordinary users need for a network",
                    Files.exists(tun) ? "run 'sudo chmod 0666 /dev/net/tun'" : "run 'sudo modprobe tun'");
        }
        return Optional.empty();
    }

    private Optional<Trouble> noNetavark() {
        if (anyHas(HELPERS, "netavark") || anyHas(PLUGINS, "bridge")) {
            return Optional.empty();
        }
        return trouble(
                "netavark, with which podman makes networks, is not installed",
                "install the packages netavark and aardvark-dns");
    }

    private Optional<Trouble> noPlugins() {
        if (anyHas(PLUGINS, "bridge")) {
            return Optional.empty();
        }
        return trouble(
                "podman makes networks with CNI here, but the CNI plugins are not installed",
                "install the packages netavark and aardvark-dns and set network_backend = \"netavark\" in"
                        + " containers.conf, or install the CNI plugins (containernetworking-plugins)");
    }

    private boolean anyHas(List<String> folders, String program) {
        return folders.stream()
                .anyMatch(folder -> Files.isExecutable(root.resolve(folder).resolve(program)));
    }

    private boolean isLinux() {
        return Files.isDirectory(root.resolve("proc/self"));
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException none) {
            return "";
        }
    }

    private static Optional<Trouble> trouble(String reason, String remedy) {
        return Optional.of(new Trouble(reason, remedy));
    }
}
