/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.agent;

import java.util.Optional;

/// A model as users write it: `MODEL`, `PROVIDER::MODEL` or `PROVIDER::MODEL::BASE-URL`.
///
/// @param text as it was written
/// @param provider empty when none was given
/// @param baseUrl where its API is, when that was given
public record ModelName(String text, Optional<String> provider, String model, Optional<String> baseUrl) {
    private static final String SEPARATOR = "::";
    private static final int PARTS = 3;

    /// Takes the text apart; a base URL may itself contain `::`.
    public static ModelName parse(String text) {
        String[] parts = text.split(SEPARATOR, PARTS);
        return switch (parts.length) {
            case 1 -> new ModelName(text, Optional.empty(), text, Optional.empty());
            case 2 -> new ModelName(text, said(parts[0]), parts[1], Optional.empty());
            default -> new ModelName(text, said(parts[0]), parts[1], said(parts[2]));
        };
    }

    /// The same with an address that holds inside the workspace.
    ModelName at(String workspaceHost) {
        return new ModelName(text, provider, model, baseUrl.map(url -> LocalAddress.inside(url, workspaceHost)));
    }

    private static Optional<String> said(String part) {
        return Optional.of(part).filter(word -> !word.isEmpty());
    }
}
