/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the APIs of models are.
final class ModelServer {
    private static final Map<String, Integer> LOCAL_PORTS = Map.of("ollama", 11_434, "ramalama", 8080);

    private ModelServer() {}

    /// The address of the model's API: as given, else that of a provider which usually runs on the user's machine.
    static Optional<String> address(ModelName model, String workspaceHost) {
        return model.baseUrl()
                .or(() -> model.provider()
                        .map(LOCAL_PORTS::get)
                        .map(port -> "http://" + workspaceHost + ":" + port + "/v1"));
    }

    /// The variable with the key for a provider, if the workspace has one.
    static Optional<String> keyVariable(String provider, Set<String> variables) {
        String own = provider.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
        return List.of(own, "OPENAI_API_KEY").stream()
                .filter(variables::contains)
                .findFirst();
    }

    /// The host of a URL in lower case; empty if it has none.
    static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
