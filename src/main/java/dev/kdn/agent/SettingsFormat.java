/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The languages that agents' settings are written in. Reading one keeps members that kdn does not know, their order,
/// and numbers to the last digit; comments get lost.
enum SettingsFormat {
    JSON,
    YAML,
    TOML;

    static SettingsFormat of(String path) {
        if (path.endsWith(".toml")) {
            return TOML;
        }
        return path.endsWith(".yaml") || path.endsWith(".yml") ? YAML : JSON;
    }

    /// A text that is no object of this language, and where that shows.
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message);
        }
    }

    /// The document; nothing at all, and `null`, count as an empty one.
    ObjectNode parse(byte[] content) throws BrokenException {
        if (new String(content, StandardCharsets.UTF_8).isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode root = mapper().readTree(content);
            if (root == null || root.isNull() || root.isMissingNode()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (root instanceof ObjectNode document) {
                return document;
            }
            throw new BrokenException(":1:1: it has to be an object");
        } catch (JsonProcessingException e) {
            throw new BrokenException(place(e) + ": it is no " + name() + ": " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) { // bytes that are no text
            throw new BrokenException(": it is no " + name() + ": " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    byte[] print(ObjectNode document) {
        try {
            ObjectWriter writer = this == JSON ? mapper().writer(indented()) : mapper().writer();
            return writer.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree can be written
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("");
    }

    private ObjectMapper mapper() {
        return switch (this) {
            case JSON ->
                exact(JsonMapper.builder()
                        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA));
            case YAML ->
                exact(YAMLMapper.builder()
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                        .enable(
                                YAMLGenerator.Feature.MINIMIZE_QUOTES,
                                YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                                YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));
            case TOML -> exact(TomlMapper.builder());
        };
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> ObjectMapper exact(B builder) {
        return builder.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static DefaultPrettyPrinter indented() {
        DefaultIndenter two = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(new Separators()
                        .withObjectFieldValueSpacing(Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(two)
                .withArrayIndenter(two);
    }
}
