/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.EngineException;
import dev.kdn.step.StepLogger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts the words of engines and registries about a failed pull into a sentence. There is nothing but words to go by: a
/// code comes with few failures, and podman's is always 200. Words that are not known are passed on as they are.
///
/// @param user with whose password it was tried
record PullTroubles(ImageReference image, Optional<String> user, Optional<String> platform) {
    private static final List<String> PLATFORM = List.of("no matching manifest", "no image found in");
    private static final List<String> LOGIN = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "access denied",
            "access to the resource is denied",
            "incorrect username or password",
            "invalid username/password");
    private static final List<String> MISSING =
            List.of("manifest unknown", "name unknown", "repository name not known", "not found");
    private static final List<String> PLAIN = List.of("http response to https client");
    private static final List<String> UNREACHABLE = List.of(
            "connection refused",
            "no such host",
            "i/o timeout",
            "network is unreachable",
            "no route to host",
            "handshake timeout",
            "client.timeout exceeded",
            "context deadline exceeded",
            "server misbehaving");

    /// The failure.
    ///
    /// @param words of the engine; they go to the log when they are not part of the message
    EngineException of(String words, StepLogger steps) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (has(lower, PLATFORM)) {
            steps.output(words);
            return noPlatform();
        }
        String registry = image.registry();
        EngineException known = null;
        if (has(lower, LOGIN)) {
            known = failure(
                    user.map(name -> "the registry " + registry + " refuses " + name)
                            .orElse("there is no such image in the registry " + registry + ", or it wants a login"),
                    "run 'docker login " + registry + "', then try again");
        } else if (has(lower, PLAIN)) {
            known = failure(
                    "the registry " + registry + " does not speak TLS",
                    "add it to \"insecure-registries\" of the engine if you trust the network");
        } else if (has(lower, UNREACHABLE)) {
            known = failure(
                    "the engine cannot reach the registry " + registry,
                    "check the name, and the engine's network and proxy");
        } else if (has(lower, MISSING)) {
            known = failure("there is no such image in the registry " + registry, "check name and tag");
        }
        if (known == null) {
            return new EngineException("cannot pull " + image + ": " + words);
        }
        steps.output(words);
        return known;
    }

    EngineException noPlatform() {
        return failure(
                "it is not made for " + platform.orElse("the platform of the engine"),
                "choose another image, or another platform");
    }

    private EngineException failure(String reason, String hint) {
        return new EngineException("cannot pull " + image + ": " + reason, hint);
    }

    private static boolean has(String words, List<String> some) {
        return some.stream().anyMatch(words::contains);
    }
}
