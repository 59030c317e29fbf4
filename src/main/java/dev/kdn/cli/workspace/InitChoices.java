/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.InvalidInputException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// What `init`, and what prepares it, needs to know of the rest of kdn.
///
/// @param runtimes names to choose from
/// @param agents names to choose from
/// @param configurationJson writes a configuration as pretty JSON
/// @param defaults where no flag is given
public record InitChoices(
        Supplier<List<String>> runtimes,
        Supplier<List<String>> agents,
        Function<WorkspaceConfiguration, String> configurationJson,
        Defaults defaults) {

    /// What to tell who named no runtime.
    public InvalidInputException runtimeMissing() {
        return new InvalidInputException(
                "runtime is required: use --runtime flag or set KDN_DEFAULT_RUNTIME environment variable",
                "runtimes on this machine: " + names(runtimes.get())
                        + "; 'kdn config set runtime NAME' chooses one for good");
    }

    /// What to tell who named no agent.
    public InvalidInputException agentMissing() {
        return new InvalidInputException(
                "agent is required: use --agent flag or set KDN_DEFAULT_AGENT environment variable",
                "agents: " + names(agents.get()) + "; 'kdn config set agent NAME' chooses one for good");
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
