/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.MountResolver;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.RefusedException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.instance.OwnConfiguration.InForce;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the configuration of a workspace that is to start with the one that it was made with. A start applies none
/// of it, but nobody shall find out later that an agent has asked for more in its user's name.
final class StartCheck {
    private final Collaborators with;

    StartCheck(Collaborators with) {
        this.with = with;
    }

    /// What to warn of; empty if the workspace is as its configuration says.
    ///
    /// @param accept whether the user agrees to what the configuration in the sources asks for
    /// @throws RefusedException if that is more than what is in force, and the user does not
    /// @throws dev.kdn.error.ConfigurationException if it was touched and a level is no valid configuration now
    /// @throws dev.kdn.error.StorageException if a file cannot be read
    Optional<String> check(Instance instance, boolean accept) {
        Map<String, String> facts = new Metadata(with.storage()).facts(instance.id());
        if (!facts.containsKey(Drift.CONFIGURATION)) {
            return Optional.empty(); // made by another kdn
        }
        Map<String, String> now = Drift.fingerprints(instance.configuration(), with.storage());
        boolean own = Drift.isTouched(now, facts, Drift.CONFIGURATION);
        boolean user = Drift.isTouched(now, facts, Drift.USER_CONFIGURATION);
        if (!own && !user) {
            return Optional.empty();
        }
        EffectiveConfiguration levels = EffectiveConfiguration.read(
                instance.configuration(),
                new UserConfiguration(with.storage().configurationFolder()),
                instance.project(),
                instance.agent());
        if (own) {
            checkOwn(instance, levels, accept);
        }
        return Drift.isChanged(levels, facts) ? Optional.of(warning(own, user, instance)) : Optional.empty();
    }

    private void checkOwn(Instance instance, EffectiveConfiguration levels, boolean accept) {
        Metadata metadata = new Metadata(with.storage());
        InForce inForce = new InForce(
                metadata.ownConfiguration(instance.id()), false, Optional.of(metadata.userMounts(instance.id())));
        if (inForce.own().isEmpty()) {
            return; // it lies outside of the sources
        }
        MountResolver resolver = new MountResolver(instance.source(), with.home());
        OwnConfiguration configuration = new OwnConfiguration(
                levels, instance.source(), resolver, true, inForce, ExposedSecrets.of(metadata.facts(instance.id())));
        List<String> loosened = configuration.loosened();
        if (loosened.isEmpty()) {
            return;
        }
        Path file = instance.configuration().resolve(WorkspaceConfigurationFile.NAME);
        if (!accept) {
            throw new RefusedException(
                    "the configuration in the sources asks for more than the workspace was made with:\n  - "
                            + String.join("\n  - ", loosened),
                    "read " + file + "; if you agree: "
                            + MendingCommand.of("kdn", "start", "--accept-config", instance.name())
                            + ", else put it back as it was");
        }
        new TrustGate(with.storage(), with.trust())
                .check(
                        new TrustGate.Request(instance.project(), file, configuration.wishes(), loosened),
                        true,
                        wishes -> TrustPrompt.Answer.NOBODY_THERE);
        metadata.merge(instance.id(), configuration.facts());
    }

    private static String warning(boolean own, boolean user, Instance instance) {
        String what = own && user
                ? "workspace.json and what the storage's config folder says of the workspace have changed"
                : own
                        ? "workspace.json has changed"
                        : "what the storage's config folder says of the workspace has changed";
        return what + " since the workspace was made; to use it: "
                + MendingCommand.of("kdn", "recreate", instance.name());
    }
}
