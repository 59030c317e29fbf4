/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.MendingCommand;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.SecretVariables;
import java.util.HashMap;
import java.util.Map;

/// Whose secrets the variables of a workspace name.
///
/// @param own names of kdn's secrets, by variable
/// @param engine names in the engine's own store, by variable, which is what the reference means
record SecretPlan(Map<String, String> own, Map<String, String> engine) {
    static final SecretPlan NONE = new SecretPlan(Map.of(), Map.of());

    SecretPlan {
        own = Map.copyOf(own);
        engine = Map.copyOf(engine);
    }

    /// Decides for each variable.
    ///
    /// @throws ConfigurationException if nobody has a secret, both have it, or the variable is a shell's own
    static SecretPlan of(WorkspaceConfiguration configuration, SecretSource secrets, ContainerEngine engine) {
        Map<String, String> own = new HashMap<>();
        Map<String, String> engines = new HashMap<>();
        for (Variable variable : configuration.environment()) {
            variable.secret().ifPresent(secret -> {
                boolean ours = secrets.has().test(secret);
                boolean theirs = engine.hasSecret(secret);
                if (ours && theirs) {
                    throw ambiguous(variable.name(), secret, engine.name());
                }
                if (!ours && !theirs) {
                    throw unknown(variable.name(), secret, engine);
                }
                if (ours && SecretVariables.isReadOnly(variable.name())) {
                    throw readOnly(variable.name(), secret);
                }
                (ours ? own : engines).put(variable.name(), secret);
            });
        }
        return new SecretPlan(own, engines);
    }

    private static ConfigurationException readOnly(String variable, String secret) {
        return new ConfigurationException(
                "environment variable \"" + variable + "\" cannot hold the secret \"" + secret
                        + "\": shells do not let anybody set it",
                "give the variable another name");
    }

    private static ConfigurationException ambiguous(String variable, String secret, String engine) {
        return new ConfigurationException(
                "environment variable \"" + variable + "\" names the secret \"" + secret + "\", which both kdn and "
                        + engine + " have",
                "remove one of them: '" + MendingCommand.of("kdn", "secret", "remove", secret) + "' or '"
                        + MendingCommand.of(engine, "secret", "rm", secret) + "'");
    }

    private static ConfigurationException unknown(String variable, String secret, ContainerEngine engine) {
        String nobody = engine.keepsSecrets() ? "neither kdn nor " + engine.name() + " has" : "kdn does not have";
        return new ConfigurationException(
                "environment variable \"" + variable + "\" names the secret \"" + secret + "\", which " + nobody,
                "make it: " + MendingCommand.of("kdn", "secret", "create", secret, "--type", "TYPE"));
    }
}
