/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH` say. As for the docker CLI, any value but the empty
/// one means yes.
final class TlsVariables {
    private TlsVariables() {}

    /// Empty if the connection is to be plain.
    ///
    /// @param folder of the docker CLI's files, where the certificates are when nothing else is said
    /// @throws ConfigurationException if a file that is needed is missing
    static Optional<TlsFiles> read(Map<String, String> environment, Path folder) {
        boolean verify = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        if (!verify && environment.getOrDefault("DOCKER_TLS", "").isEmpty()) {
            return Optional.empty();
        }
        String named = environment.getOrDefault("DOCKER_CERT_PATH", "");
        Path certificates = named.isEmpty() ? folder : Path.of(named).toAbsolutePath();
        Path authority = certificates.resolve("ca.pem");
        if (verify && !Files.exists(authority)) {
            throw missing(authority);
        }
        return Optional.of(of(certificates, verify));
    }

    /// Those files of a folder that are there.
    static TlsFiles of(Path folder, boolean verify) {
        Path authority = folder.resolve("ca.pem");
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        if (Files.exists(certificate) != Files.exists(key)) {
            throw missing(Files.exists(key) ? certificate : key);
        }
        return new TlsFiles(there(authority), there(certificate), there(key), verify);
    }

    private static Optional<Path> there(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static ConfigurationException missing(Path file) {
        return new ConfigurationException(
                "no such file: " + file + ", which TLS with the engine needs",
                "set DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem, or see 'docker context inspect'");
    }
}
