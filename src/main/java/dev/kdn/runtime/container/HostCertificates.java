/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.agent.SettingsFile;
import dev.kdn.storage.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The bundles of certificates that the user's programs trust, such as that of an office's proxy, for programs in a
/// container: a copy of each in the home folder, and the variable that names it. A copy needs no shared disk, and the
/// workspace starts although the user's file has gone.
///
/// @param files by variable
record HostCertificates(SortedMap<String, SettingsFile> files) {
    private static final List<String> VARIABLES =
            List.of("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO");
    private static final String HOME = "/home/agent";
    private static final String FOLDER = ".kdn-certificates";
    private static final String END = "CERTIFICATE-----";
    private static final int MAX_BYTES = 4 << 20;
    private static final int READABLE = 0644;

    /// Those of the user that the container does not name itself.
    ///
    /// @param environment the user's
    /// @param secrets variables that get kdn's secrets
    /// @param warnings told of files that cannot be passed on
    static HostCertificates of(
            Map<String, String> environment, ContainerSpec spec, Set<String> secrets, Consumer<String> warnings) {
        SortedMap<String, SettingsFile> files = new TreeMap<>();
        for (String variable : VARIABLES) {
            String file = environment.getOrDefault(variable, "");
            boolean named = spec.environment().containsKey(variable)
                    || spec.secrets().containsKey(variable)
                    || secrets.contains(variable);
            if (file.isEmpty() || named || spec.network().isEmpty()) {
                continue;
            }
            try {
                byte[] content = BoundedFile.read(Path.of(file), MAX_BYTES);
                if (new String(content, StandardCharsets.ISO_8859_1).contains(END)) {
                    files.put(variable, new SettingsFile(content, READABLE));
                } else {
                    warnings.accept(variable + " is not passed on: " + file + " has no certificates in PEM");
                }
            } catch (IOException | InvalidPathException unreadable) {
                warnings.accept(variable + " is not passed on: cannot read " + file);
            }
        }
        return new HostCertificates(files);
    }

    /// The container with the variables.
    ContainerSpec in(ContainerSpec spec) {
        Map<String, String> variables = new TreeMap<>();
        files.keySet().forEach(variable -> variables.put(variable, HOME + "/" + path(variable)));
        return variables.isEmpty() ? spec : spec.withDefaults(variables);
    }

    /// Puts the copies into the container, which need not run.
    void copyTo(EngineContainers containers, String id) {
        if (!files.isEmpty()) {
            Map<String, SettingsFile> copies = new TreeMap<>();
            files.forEach((variable, file) -> copies.put(path(variable), file));
            containers.putFiles(id, HOME, new TreeSet<>(Set.of(FOLDER)), copies);
        }
    }

    private static String path(String variable) {
        return FOLDER + "/" + variable + ".pem";
    }
}
