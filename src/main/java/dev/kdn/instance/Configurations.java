/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.ConfigurationReview;
import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.UserConfiguration;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tells of the configuration of workspaces, without an engine.
public final class Configurations {
    private static final String FOLDER = ".kaiden";

    private final Collaborators with;

    public Configurations(Collaborators collaborators) {
        this.with = collaborators;
    }

    /// The configuration that somebody asks for.
    ///
    /// @param project empty if none was asked for
    public record Shown(EffectiveConfiguration levels, String project, String agent) {}

    /// What holds for a workspace the next time that it is made anew.
    public Shown of(String reference) {
        Instance instance = References.resolve(reference, with.store().read());
        return shown(instance.configuration(), instance.project(), instance.agent());
    }

    /// What `init` would use in that folder.
    ///
    /// @param project overrides detection
    /// @param agent empty for none
    public Shown of(Path sources, Optional<String> project, String agent, StepLogger steps) {
        Path real = SourcesCheck.realFolder(sources);
        String found = project.orElseGet(() -> with.projects().get().detect(real, steps));
        return shown(real.resolve(FOLDER), found, agent);
    }

    /// Everything that is wrong with the files.
    ///
    /// @param sources whose own configuration is checked as well
    public List<ConfigurationReview.Checked> review(Path sources) {
        return ConfigurationReview.of(
                SourcesCheck.realFolder(sources).resolve(FOLDER),
                user(),
                with.agents().get().names());
    }

    private Shown shown(Path folder, String project, String agent) {
        return new Shown(EffectiveConfiguration.read(folder, user(), project, agent), project, agent);
    }

    private UserConfiguration user() {
        return new UserConfiguration(with.storage().configurationFolder());
    }
}
