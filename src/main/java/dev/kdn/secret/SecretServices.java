/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.util.List;
import java.util.Optional;

/// The services that kdn knows, by name. Everything else is of the type [#OTHER].
public final class SecretServices {
    /// The type of secrets for services that kdn does not know.
    public static final String OTHER = "other";

    private static final String VALUE = "${value}";

    private SecretServices() {}

    /// All of them, sorted by name.
    public static List<SecretService> all() {
        return List.of(
                new SecretService(
                        "anthropic",
                        "Anthropic API key for Claude models",
                        List.of("api.anthropic.com"),
                        "",
                        "x-api-key",
                        "",
                        List.of("ANTHROPIC_API_KEY")),
                new SecretService(
                        "gemini",
                        "Google Gemini API key for Gemini models",
                        List.of("generativelanguage.googleapis.com"),
                        "",
                        "x-goog-api-key",
                        VALUE,
                        List.of("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY")),
                new SecretService(
                        "github",
                        "GitHub token for repositories and the GitHub API",
                        List.of("api.github.com"),
                        "",
                        "Authorization",
                        "Bearer " + VALUE,
                        List.of("GH_TOKEN", "GITHUB_TOKEN")));
    }

    /// The service of that name.
    public static Optional<SecretService> find(String name) {
        return all().stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /// What a secret can be for: the names of all services, then [#OTHER].
    public static List<String> types() {
        List<String> types = new java.util.ArrayList<>();
        all().forEach(service -> types.add(service.name()));
        types.add(OTHER);
        return List.copyOf(types);
    }
}
