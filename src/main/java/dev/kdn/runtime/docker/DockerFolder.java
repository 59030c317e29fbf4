/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.JsonValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The files of the docker CLI: its settings and contexts.
///
/// @param folder need not be there
record DockerFolder(Path folder) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String DOCKER = "/Endpoints/docker/";

    /// `DOCKER_CONFIG`, else `~/.docker`.
    static Path of(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("DOCKER_CONFIG", "");
        return named.isEmpty() ? home.resolve(".docker") : Path.of(named).toAbsolutePath();
    }

    /// The name that `docker context use` wrote; empty if none.
    ///
    /// @throws ConfigurationException if the settings cannot be read
    String currentContext() {
        Path file = folder.resolve("config.json");
        try {
            return FlatJson.read(file).orElse(Map.of()).getOrDefault("currentContext", "");
        } catch (StorageException e) {
            throw unreadable(file, "mend the file, or set DOCKER_HOST", e);
        }
    }

    /// Where the engine of that context is.
    ///
    /// @param remedy what to do if there is no such context
    /// @throws ConfigurationException if there is none, or none that can be used
    EngineAddress context(String name, String remedy) {
        String hash = HexFormat.of().formatHex(sha256(name));
        Path file = folder.resolve("contexts/meta").resolve(hash).resolve("meta.json");
        JsonValues meta = endpoint(name, file, remedy);
        boolean verify = !Boolean.parseBoolean(meta.get(DOCKER + "SkipTLSVerify"));
        Path certificates = folder.resolve("contexts/tls").resolve(hash).resolve("docker");
        return AddressParser.of("docker context \"" + name + "\"", remedy)
                .parse(meta.get(DOCKER + "Host"), () -> tls(certificates, verify));
    }

    private static JsonValues endpoint(String name, Path file, String remedy) {
        try {
            JsonValues meta = JsonValues.ofObject(new ByteArrayInputStream(BoundedFile.read(file, MAX_BYTES)));
            if (meta.get(DOCKER + "Host").isEmpty()) {
                throw new ConfigurationException("docker context \"" + name + "\" names no engine: " + file, remedy);
            }
            return meta;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("there is no docker context \"" + name + "\"", remedy, e);
        } catch (IOException e) {
            throw unreadable(file, remedy, e);
        }
    }

    /// The CLI speaks TLS with a context that has files for it, or was told not to verify.
    private static Optional<TlsFiles> tls(Path certificates, boolean verify) {
        return verify && !Files.isDirectory(certificates)
                ? Optional.empty()
                : Optional.of(TlsVariables.of(certificates, verify));
    }

    /// Names the file, never quotes it: there may be passwords in it.
    static ConfigurationException unreadable(Path file, String remedy, Exception failure) {
        Throwable cause =
                failure instanceof StorageException && failure.getCause() != null ? failure.getCause() : failure;
        String reason = switch (cause) {
            case JsonProcessingException e
            when e.getLocation() != null ->
                "it is broken JSON in line " + e.getLocation().getLineNr();
            case JsonProcessingException _ -> "it is broken JSON";
            case StorageException _ -> "it holds no JSON object";
            case IOException e -> AtomicFile.failure("", e).getMessage().substring(2);
            default -> "it is damaged";
        };
        return new ConfigurationException("cannot read " + file + ": " + reason, remedy);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
