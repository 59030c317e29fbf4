/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.AuthConfig;
import dev.kdn.error.ConfigurationException;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// With which name and password to pull, as the docker CLI and podman have stored them.
///
/// @param authFile of podman's format, from `REGISTRY_AUTH_FILE`; asked first
/// @param dockerFile the docker CLI's settings; need not be there
/// @param helpers run the programs that keep passwords for both
record RegistryCredentials(Optional<Path> authFile, Path dockerFile, CredentialHelpers helpers) {
    private static final int MAX_BYTES = 4 << 20;
    private static final String AUTHS = "/auths";
    private static final String HUB = "docker.io";
    private static final String HUB_KEY = "https://index.docker.io/v1/";
    private static final String REMEDY = "mend the file, or delete it and run 'docker login' again";

    /// Where the environment says.
    static RegistryCredentials of(Map<String, String> environment, Path home, CredentialHelpers helpers) {
        String named = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        return new RegistryCredentials(
                named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named).toAbsolutePath()),
                DockerFolder.of(environment, home).resolve("config.json"),
                helpers);
    }

    /// Those for an image; empty if there are none, which is enough for public ones.
    ///
    /// @param warnings told of a helper that fails; the pull is tried without it
    /// @throws ConfigurationException if a file cannot be read
    Optional<AuthConfig> of(ImageReference image, Consumer<String> warnings) {
        if (authFile.isPresent()) {
            if (!Files.exists(authFile.get())) {
                throw new ConfigurationException(
                        "no such file: " + authFile.get() + ", named by REGISTRY_AUTH_FILE",
                        "correct or unset REGISTRY_AUTH_FILE");
            }
            Optional<AuthConfig> found = in(authFile.get(), image, warnings);
            if (found.isPresent()) {
                return found;
            }
        }
        return in(dockerFile, image, warnings);
    }

    private Optional<AuthConfig> in(Path file, ImageReference image, Consumer<String> warnings) {
        JsonValues settings = read(file);
        String key = image.registry().equals(HUB) ? HUB_KEY : image.registry();
        String program = Stream.of(key, key.equals(HUB_KEY) ? HUB : key)
                .map(name -> JsonValues.member("/credHelpers", name))
                .filter(settings.byPointer()::containsKey)
                .findFirst()
                .map(settings::get)
                .orElse(settings.get("/credsStore"));
        Optional<AuthConfig> kept = program.isEmpty() ? Optional.empty() : helpers.ask(program, key, warnings);
        return kept.or(() -> stored(file, settings, image));
    }

    private static JsonValues read(Path file) {
        try {
            String json = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            JsonValues settings = JsonValues.of(json);
            if (json.stripLeading().startsWith("{")) {
                return settings;
            }
        } catch (NoSuchFileException none) {
            return new JsonValues(Map.of());
        } catch (IOException e) {
            throw DockerFolder.unreadable(file, REMEDY, e);
        }
        throw new ConfigurationException("cannot read " + file + ": it holds no JSON object", REMEDY);
    }

    /// The entry with the longest key that fits: podman stores some for a part of a registry only.
    private static Optional<AuthConfig> stored(Path file, JsonValues settings, ImageReference image) {
        String path = image.path();
        String best = "";
        String found = "";
        for (String name : settings.names(AUTHS).toList()) {
            String key = plain(name);
            boolean fits = path.equals(key) || path.startsWith(key + "/");
            if (fits && key.length() > best.length()) {
                best = key;
                found = JsonValues.member(AUTHS, name);
            }
        }
        String entry = found;
        return entry.isEmpty()
                ? Optional.empty()
                : config(file, best, member -> settings.get(entry + "/" + member), image.registry());
    }

    /// A key without what the docker CLI puts around the name of the registry.
    private static String plain(String key) {
        String plain =
                key.startsWith("https://") || key.startsWith("http://") ? key.substring(key.indexOf("://") + 3) : key;
        for (String end : new String[] {"/", "/v1", "/v2"}) {
            plain = plain.endsWith(end) ? plain.substring(0, plain.length() - end.length()) : plain;
        }
        return plain.equals("index.docker.io") || plain.equals("registry-1.docker.io") ? HUB : plain;
    }

    private static Optional<AuthConfig> config(Path file, String key, UnaryOperator<String> entry, String registry) {
        AuthConfig config = new AuthConfig()
                .withRegistryAddress(registry.equals(HUB) ? HUB_KEY : registry)
                .withUsername(orNull(entry.apply("username")))
                .withPassword(orNull(entry.apply("password")));
        String both = entry.apply("auth");
        if (!both.isEmpty()) {
            String text = decoded(file, key, both);
            int colon = text.indexOf(':');
            config = config.withUsername(text.substring(0, colon)).withPassword(text.substring(colon + 1));
        }
        String identity = entry.apply("identitytoken");
        String token = entry.apply("registrytoken");
        config = identity.isEmpty() ? config : config.withPassword(null).withIdentityToken(identity);
        config = token.isEmpty() ? config : config.withRegistrytoken(token);
        boolean usable = config.getUsername() != null || !identity.isEmpty() || !token.isEmpty();
        return usable ? Optional.of(config) : Optional.empty();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String decoded(Path file, String key, String text) {
        try {
            String both = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            both = both.replace("\0", ""); // old docker CLIs filled up with these
            if (both.indexOf(':') > 0) {
                return both;
            }
        } catch (IllegalArgumentException notBase64) {
            // Not kept as the cause: it quotes.
        }
        throw new ConfigurationException("cannot read " + file + ": the login of " + key + " is damaged", REMEDY);
    }
}
