/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.util.List;
import java.util.Optional;

/// What is known of a secret besides its value. Texts that are not given are empty.
///
/// @param type the name of a service, or [SecretServices#OTHER]; the other members are for that one only
/// @param header the HTTP header that carries the secret
/// @param variables by which programs expect it
public record Secret(
        String name,
        String type,
        String description,
        List<String> hosts,
        String path,
        String header,
        String headerTemplate,
        List<String> variables) {
    public Secret {
        hosts = List.copyOf(hosts);
        variables = List.copyOf(variables);
    }

    /// The variables by which programs expect this secret: its own, or those of its service.
    public List<String> allVariables() {
        Optional<SecretService> service = SecretServices.find(type);
        return service.map(SecretService::variables).orElse(variables);
    }
}
