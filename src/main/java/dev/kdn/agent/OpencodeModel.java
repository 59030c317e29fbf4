/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kdn.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How OpenCode wants a model to be told.
final class OpencodeModel {
    private static final String CUSTOM = "custom";
    private static final String OPENAI = "openai";
    private static final String VERTEX = "google-vertex-anthropic";
    private static final Map<String, String> NAMES = Map.of("gemini", "google", "vertexai", VERTEX);
    private static final Set<String> NATIVE = Set.of("anthropic", "mistral", "google");

    private OpencodeModel() {}

    static void choose(ModelName model, SettingsRequest request, ObjectNode config) {
        if (model.provider().isEmpty()) {
            config.put("model", model.text());
            return;
        }
        if (model.model().isEmpty()) {
            throw new InvalidInputException(
                    "invalid model ID \"" + model.text() + "\": expected provider::model or provider::model::baseURL",
                    "write the name of the model after the provider");
        }
        Optional<String> url = ModelServer.address(model, request.hostName());
        boolean openai = model.provider().get().equals(OPENAI);
        boolean real = openai
                && url.flatMap(ModelServer::host).map("api.openai.com"::equals).orElse(url.isEmpty());
        String named =
                NAMES.getOrDefault(model.provider().get(), model.provider().get());
        String provider = openai && !real ? CUSTOM : named;
        config.put("model", provider + "/" + model.model());
        if (!real && (!NATIVE.contains(provider) || url.isPresent())) {
            describe(provider, model.model(), url, config);
            if (!NATIVE.contains(provider) && !provider.equals(VERTEX)) {
                ObjectNode options = Members.object(config, "provider", provider, "options");
                ModelServer.keyVariable(named, request.variables().keySet())
                        .ifPresent(key -> Members.putIfAbsent(options, "apiKey", "{env:" + key + "}"));
            }
        }
    }

    private static void describe(String provider, String model, Optional<String> url, ObjectNode config) {
        ObjectNode block = Members.object(config, "provider", provider);
        boolean vertex = provider.equals(VERTEX);
        if (!NATIVE.contains(provider) && !vertex) {
            String name =
                    provider.equals(CUSTOM) ? url.flatMap(ModelServer::host).orElse(provider) : provider;
            block.put("name", name).put("npm", "@ai-sdk/openai-compatible");
        }
        url.ifPresent(address -> Members.object(block, "options").put("baseURL", address));
        ObjectNode models = Members.object(block, "models");
        if (!models.has(model)) {
            ObjectNode added = models.putObject(model);
            if (!vertex) {
                added.put("_launch", true).put("name", model);
            }
        }
    }
}
