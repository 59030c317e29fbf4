/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Where the APIs of models are.
public final class ModelServer {
    private static final Map<String, Integer> LOCAL_PORTS = Map.of("ollama", 11_434, "ramalama", 8080);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private ModelServer() {}

    /// The port of this machine on which that model's API is, if it is there.
    ///
    /// @param model as the user wrote it
    /// @param workspaceHost what this machine is called inside
    public static OptionalInt portHere(String model, String workspaceHost) {
        return address(ModelName.parse(model).at(workspaceHost), workspaceHost)
                .filter(url -> host(url).equals(Optional.of(workspaceHost.toLowerCase(Locale.ROOT))))
                .map(ModelServer::port)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static int port(String url) {
        URI uri = URI.create(url);
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

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
