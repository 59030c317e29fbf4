/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.util.List;

/// A service that agents and tools log in to with a secret: how it wants to be told the secret, and by which variables
/// programs expect it.
///
/// @param hostPatterns hosts that the secret is for
/// @param path empty if it is for all paths
/// @param header the HTTP header that carries the secret
/// @param headerTemplate with `${value}` for the secret; empty if the header holds nothing else
/// @param variables in the order in which programs look for them
public record SecretService(
        String name,
        String description,
        List<String> hostPatterns,
        String path,
        String header,
        String headerTemplate,
        List<String> variables) {
    public SecretService {
        hostPatterns = List.copyOf(hostPatterns);
        variables = List.copyOf(variables);
    }
}
