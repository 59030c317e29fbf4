/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.SecretVariables;
import dev.kdn.secret.Secret;
import dev.kdn.secret.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Secrets whose real value the user gives to a workspace, in the variables by which programs expect it.
record ExposedSecrets(Supplier<Secrets> secrets) {
    /// The fact that names them, with commas between.
    static final String FACT = "exposed_secrets";

    /// The configuration with their variables; variables that it has already stay.
    ///
    /// @throws NotFoundException if there is no such secret
    WorkspaceConfiguration in(WorkspaceConfiguration configuration, List<String> names) {
        if (names.isEmpty()) {
            return configuration;
        }
        List<Variable> environment = new ArrayList<>(configuration.environment());
        for (String name : names) {
            for (String variable : variables(name)) {
                if (environment.stream().noneMatch(known -> known.name().equals(variable))) {
                    environment.add(new Variable(variable, Optional.of(name), Optional.empty()));
                }
            }
        }
        List<String> rest = new ArrayList<>(configuration.secrets());
        rest.removeAll(names);
        return configuration.withEnvironment(environment, rest);
    }

    private List<String> variables(String name) {
        Secret secret = secrets.get()
                .find(name)
                .orElseThrow(() -> new NotFoundException(
                        "secret \"" + name + "\": secret not found",
                        "make it: " + MendingCommand.of("kdn", "secret", "create", name, "--type", "TYPE")));
        if (secret.allVariables().isEmpty()) {
            throw new ConfigurationException(
                    "secret \"" + name + "\" does not say by which variable programs expect it",
                    "name it under environment[].secret of workspace.json, or make it anew with --env VARIABLE");
        }
        secret.allVariables().forEach(variable -> check(name, variable));
        return secret.allVariables();
    }

    /// The record may be another program's.
    private static void check(String name, String variable) {
        if (!SecretVariables.isIdentifier(variable) || SecretVariables.isReadOnly(variable)) {
            throw new ConfigurationException(
                    "secret \"" + name + "\" is for the variable \"" + variable + "\", which "
                            + (SecretVariables.isReadOnly(variable)
                                    ? "shells do not let anybody set"
                                    : "is no name of one"),
                    "make it anew with another --env, or name it under environment[].secret of workspace.json");
        }
    }

    /// Facts of a workspace with these.
    static Map<String, String> facts(List<String> names) {
        return names.isEmpty() ? Map.of() : Map.of(FACT, String.join(",", names));
    }

    /// Those that the facts name.
    static List<String> of(Map<String, String> facts) {
        String names = facts.getOrDefault(FACT, "");
        return names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1));
    }
}
