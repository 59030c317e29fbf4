/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.MendingCommand;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.SecretVariables;
import java.util.Map;
import java.util.TreeMap;

/// kdn's secrets for workspaces on this machine. Values are asked for when a program is started, and kept nowhere but
/// in
/// its environment.
final class LocalSecrets {
    private final SecretSource secrets;

    LocalSecrets(SecretSource secrets) {
        this.secrets = secrets.once();
    }

    /// The secrets that the variables of a workspace name.
    ///
    /// @throws ConfigurationException if there is none of that name, or the variable is a shell's own
    Map<String, String> names(WorkspaceConfiguration configuration) {
        Map<String, String> names = new TreeMap<>();
        for (Variable variable : configuration.environment()) {
            variable.secret().ifPresent(secret -> {
                if (!secrets.has().test(secret)) {
                    throw new ConfigurationException(
                            "environment variable \"" + variable.name() + "\" names the secret \"" + secret
                                    + "\", which kdn does not have",
                            "make it: " + MendingCommand.of("kdn", "secret", "create", secret, "--type", "TYPE"));
                }
                names.put(variable.name(), secret);
            });
        }
        return names;
    }

    /// The values, by variable.
    Map<String, String> values(LocalInstance instance) {
        Map<String, String> values = new TreeMap<>();
        instance.secrets()
                .forEach((variable, secret) ->
                        values.put(variable, secrets.value().apply(secret)));
        return values;
    }

    /// The values of a workspace that is to be made: what is missing comes up before anything is touched.
    void fetch(WorkspaceConfiguration configuration) {
        names(configuration).values().forEach(secret -> {
            String _ = secrets.value().apply(secret);
        });
    }

    /// @throws ConfigurationException if a shell lets nobody set the variable
    static void refuseReadOnly(WorkspaceConfiguration configuration) {
        for (Variable variable : configuration.environment()) {
            if (SecretVariables.isReadOnly(variable.name())) {
                throw new ConfigurationException(
                        "environment variable \"" + variable.name() + "\" cannot be set: shells keep it to themselves",
                        "give the variable another name");
            }
        }
    }
}
