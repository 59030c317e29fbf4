/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.config.MountResolver;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.error.ConfigurationException;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns the skills of a configuration into mounts where the agent looks for skills.
final class SkillMounts {
    private static final String HOME = "$HOME/";

    private SkillMounts() {}

    /// The configuration with its skills among the mounts, read-only.
    ///
    /// @throws ConfigurationException if two of them have the same name
    static WorkspaceConfiguration with(WorkspaceConfiguration configuration, Agent agent, StepLogger steps) {
        List<String> skills = configuration.skills();
        if (skills.isEmpty()) {
            return configuration;
        }
        if (agent.skillsFolder().isEmpty()) {
            steps.warn(
                    "agent " + agent.name() + " has no place for skills, so those of the configuration are left out");
            return configuration;
        }
        List<Mount> mounts = new ArrayList<>(configuration.mounts());
        Map<String, String> skillsByTarget = new HashMap<>();
        for (String skill : skills) {
            String target = HOME + agent.skillsFolder().get() + "/"
                    + Path.of(skill).normalize().getFileName();
            String other = skillsByTarget.putIfAbsent(target, skill);
            if (other != null) {
                throw new ConfigurationException(
                        "skills \"" + other + "\" and \"" + skill + "\" have the same target directory \"" + target
                                + "\"",
                        "rename one of the two folders");
            }
            mounts.add(new Mount(skill, true, target));
        }
        return configuration.withMounts(mounts);
    }

    /// The paths below the home folder inside on which something is mounted.
    static List<String> inHome(WorkspaceConfiguration configuration) {
        List<String> paths = new ArrayList<>();
        Path home = Path.of(MountResolver.HOME);
        for (Mount mount : configuration.mounts()) {
            Path target = Path.of(MountResolver.target(mount.target()));
            if (target.startsWith(home) && !target.equals(home)) {
                paths.add(home.relativize(target).toString());
            }
        }
        return paths;
    }
}
