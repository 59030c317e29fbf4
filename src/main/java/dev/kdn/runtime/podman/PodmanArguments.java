/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.ConfigurationException;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.container.ContainerRuntime;
import dev.kdn.runtime.container.ContainerSpec;
import dev.kdn.runtime.container.UserMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Renders argument lists of podman.
final class PodmanArguments {
    private static final String MEMORY_OPTIONS = ",tmpfs-mode=0755,tmpfs-size=16777216";

    private PodmanArguments() {}

    /// `podman network create` for the network of one workspace.
    static List<String> createNetwork(String name, Map<String, String> labels) {
        List<String> arguments =
                new ArrayList<>(List.of("network", "create", "--disable-dns", "--opt", "isolate=true"));
        addLabels(arguments, labels);
        arguments.add(name);
        return arguments;
    }

    /// `podman create`.
    ///
    /// @param environmentFile holds the values of one line
    /// @param inherited names whose values are in podman's own environment
    static List<String> create(ContainerSpec spec, Path environmentFile, Iterable<String> inherited) {
        List<String> arguments = new ArrayList<>(List.of("create", "--name", spec.name()));
        addLabels(arguments, spec.labels());
        arguments.addAll(List.of("--init", "--pull=never", "--user", spec.user().toString()));
        if (spec.users() == UserMapping.KEPT_IDS) {
            arguments.add("--userns=keep-id");
        }
        arguments.addAll(List.of("--network", spec.network().orElse("none")));
        arguments.addAll(List.of("--cap-drop", "NET_RAW", "--cap-drop", "MKNOD"));
        if (!spec.gainsPrivileges()) {
            arguments.addAll(List.of("--security-opt", "no-new-privileges"));
        }
        addLimits(arguments, spec.limits());
        arguments.add("--http-proxy=false"); // which would copy the proxies as they are, passwords too
        arguments.addAll(List.of("--env-file", environmentFile.toString()));
        inherited.forEach(name -> arguments.addAll(List.of("--env", name)));
        new TreeMap<>(spec.secrets())
                .forEach((variable, secret) -> arguments.addAll(List.of("--secret", secret(variable, secret))));
        spec.mounts().forEach(mount -> arguments.addAll(List.of("--mount", mount(mount))));
        spec.memoryFolders()
                .forEach(folder -> arguments.addAll(List.of("--mount", "type=tmpfs,dst=" + folder + MEMORY_OPTIONS)));
        spec.ports().forEach((inside, port) -> arguments.addAll(List.of("-p", published(inside, port))));
        arguments.addAll(List.of("-w", ContainerRuntime.SOURCES_PATH, spec.image(), "sleep", "infinity"));
        return arguments;
    }

    private static void addLimits(List<String> arguments, ResourceLimits limits) {
        limits.memoryBytes().ifPresent(bytes -> {
            String memory = bytes + "b";
            arguments.addAll(List.of("--memory", memory, "--memory-swap", memory)); // swap does not add to it
        });
        limits.cpus().ifPresent(cpus -> arguments.addAll(List.of("--cpus", cpus.toPlainString())));
        limits.pids().ifPresent(pids -> arguments.addAll(List.of("--pids-limit", Long.toString(pids))));
    }

    private static String published(int inside, int port) {
        return "127.0.0.1:" + (port == ContainerSpec.ANY_PORT ? "" : port) + ":" + inside;
    }

    private static void addLabels(List<String> arguments, Map<String, String> labels) {
        new TreeMap<>(labels).forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
    }

    private static String secret(String variable, String secret) {
        if (!isSecretName(secret)) {
            throw new ConfigurationException("environment variable \"" + variable + "\" names a secret that podman"
                    + " cannot have: \"" + secret + "\"");
        }
        return secret + ",type=env,target=" + variable;
    }

    /// Whether podman can have a secret of that name.
    static boolean isSecretName(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '-'
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    }

    private static String mount(ContainerSpec.Mount mount) {
        return "type=bind," + field("src=" + mount.host()) + "," + field("dst=" + mount.target())
                + (mount.readOnly() ? ",ro" : "")
                + (mount.relabel() ? ",relabel=shared" : "");
    }

    /// podman reads the value of `--mount` as one line of CSV.
    private static String field(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
