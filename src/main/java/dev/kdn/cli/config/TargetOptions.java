/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.ConfigurationLevel;
import dev.kdn.config.ConfigurationTarget;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The flags that say which level is meant; none means the user's settings.
final class TargetOptions {
    private boolean global;

    private boolean workspace;

    private String project = "";

    private String agent = "";

    void describe(Syntax syntax) {
        syntax.flag("--global", "The level of all your workspaces", given -> global = given);
        syntax.option(
                "-p, --project project",
                "The level of that project's workspaces",
                given -> project = named("--project", given));
        syntax.option(
                "-a, --agent agent",
                "The level of workspaces with that agent",
                given -> agent = named("--agent", given));
        syntax.flag(
                "--workspace", "The workspace.json in .kaiden of the current directory", given -> workspace = given);
    }

    /// An empty name would pass for a flag that was not given, and so mean something else.
    static String named(String flag, String given) {
        if (given.isEmpty()) {
            throw new InvalidInputException(flag + " needs a name");
        }
        return given;
    }

    ConfigurationTarget target(Surroundings surroundings, UserConfiguration user) {
        List<ConfigurationTarget> targets = new ArrayList<>();
        if (global) {
            targets.add(new ConfigurationTarget(user.projectsFile(), Optional.of(ConfigurationLevel.GLOBAL), ""));
        }
        if (!project.isEmpty()) {
            targets.add(new ConfigurationTarget(user.projectsFile(), Optional.of(ConfigurationLevel.PROJECT), project));
        }
        if (!agent.isEmpty()) {
            targets.add(new ConfigurationTarget(user.agentsFile(), Optional.of(ConfigurationLevel.AGENT), agent));
        }
        if (workspace) {
            targets.add(new ConfigurationTarget(
                    surroundings.path(".kaiden").resolve(WorkspaceConfigurationFile.NAME),
                    Optional.of(ConfigurationLevel.WORKSPACE),
                    ""));
        }
        if (targets.size() > 1) {
            throw new InvalidInputException("only one of --global, --project, --agent and --workspace is possible");
        }
        return targets.isEmpty()
                ? new ConfigurationTarget(user.settingsFile(), Optional.empty(), "")
                : targets.getFirst();
    }
}
