/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The ways in which values reach a container without standing in an argument list. A file holds one value per line
/// and is the rule; a value that a line cannot hold goes through podman's own environment, unless its name could
/// change what podman itself does: the names come from the project, podman runs as the user.
///
/// @param file content of an environment file
/// @param inherited values for podman's own environment
record ContainerEnvironment(String file, Map<String, String> inherited) {
    // podman reads the file with a scanner that refuses lines of 64 KiB.
    private static final int MAX_LINE_CHARACTERS = 16_000;
    private static final List<String> ENGINE_NAMES = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "PWD",
            "LANG",
            "LANGUAGE",
            "TERM",
            "TZ",
            "KUBECONFIG",
            "NOTIFY_SOCKET",
            "DISABLE_HC_SYSTEMD",
            "HOSTALIASES",
            "LOCALDOMAIN",
            "RES_OPTIONS",
            "BASH_ENV",
            "ENV");
    private static final List<String> ENGINE_PREFIXES = List.of(
            "LD_",
            "DYLD_",
            "LC_",
            "GLIBC_",
            "GCONV_",
            "GETCONF_",
            "MALLOC_",
            "NLSPATH",
            "LOCPATH",
            "GO",
            "XDG_",
            "CONTAINER",
            "PODMAN",
            "BUILDAH",
            "SKOPEO",
            "STORAGE_",
            "REGISTRY_",
            "REGISTRIES_",
            "DOCKER_",
            "DBUS_",
            "NETAVARK",
            "AARDVARK",
            "CNI_",
            "RUNC",
            "CRUN",
            "SSL_",
            "SSH_",
            "TMP",
            "TEMP",
            "LISTEN_",
            "SYSTEMD_",
            "HTTP",
            "NO_PROXY",
            "ALL_PROXY",
            "FTP_PROXY",
            "_");

    ContainerEnvironment {
        inherited = Map.copyOf(inherited);
    }

    static ContainerEnvironment of(Map<String, String> values) {
        StringBuilder file = new StringBuilder();
        Map<String, String> inherited = new TreeMap<>();
        new TreeMap<>(values).forEach((name, value) -> {
            if (fitsLine(value)) {
                file.append(name).append('=').append(value).append('\n');
                return;
            }
            if (mattersToEngine(name)) {
                throw new ConfigurationException(
                        "environment variable \"" + name + "\" cannot have a value with line breaks or of this length",
                        "give it another name, or a value of one line");
            }
            inherited.put(name, value);
        });
        return new ContainerEnvironment(file.toString(), inherited);
    }

    private static boolean fitsLine(String value) {
        return value.length() <= MAX_LINE_CHARACTERS && value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    }

    private static boolean mattersToEngine(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return ENGINE_NAMES.contains(upper) || ENGINE_PREFIXES.stream().anyMatch(upper::startsWith);
    }
}
