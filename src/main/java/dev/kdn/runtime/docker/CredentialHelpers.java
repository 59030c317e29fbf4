/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.AuthConfig;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The programs `docker-credential-…`, which keep passwords in the system's key ring.
///
/// @param runner asked for when one is needed
record CredentialHelpers(Supplier<CommandRunner> runner) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_OUTPUT = 64 << 10;

    // Of the helpers' protocol: the user name that means that the secret is an identity token.
    private static final String TOKEN = "<token>";

    /// What the helper knows of the registry; empty if nothing.
    ///
    /// @param name what follows `docker-credential-`
    /// @param warnings told, without what it said, if it fails
    Optional<AuthConfig> ask(String name, String registry, Consumer<String> warnings) {
        String program = "docker-credential-" + name;
        Command command = Command.of(List.of(program, "get"), LIMIT)
                .withInput(registry + "\n")
                .withMaxOutputBytes(MAX_OUTPUT);
        try {
            CommandResult result = runner.get().run(command);
            if (result.succeeded()) {
                return config(result.stdout(), registry);
            }
            if (!result.stdout().contains("credentials not found")) {
                warnings.accept(program + " failed with exit code " + result.exitCode() + ", going on without it");
            }
        } catch (UnavailableException | TimedOutException e) {
            warnings.accept(e.getMessage() + ", going on without it");
        } catch (IOException notJson) {
            warnings.accept(program + " printed no JSON object, going on without it");
        }
        return Optional.empty();
    }

    private static Optional<AuthConfig> config(String json, String registry) throws IOException {
        JsonValues answer = JsonValues.of(json);
        String user = answer.get("/Username");
        String secret = answer.get("/Secret");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        AuthConfig config = new AuthConfig().withRegistryAddress(registry);
        return Optional.of(
                user.equals(TOKEN)
                        ? config.withIdentityToken(secret)
                        : config.withUsername(user).withPassword(secret));
    }
}
