/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.MountResolver;
import dev.kdn.config.TrustRules;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfigurationJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The configuration that lies in the sources, where whoever wrote them and the agent can change it: what it asks for,
/// and what of that is more than what is in force.
final class OwnConfiguration {
    private final EffectiveConfiguration levels;
    private final Path sources;
    private final Path home;

    /// @param sources real path
    OwnConfiguration(EffectiveConfiguration levels, Path sources, Path home) {
        this.levels = levels;
        this.sources = sources;
        this.home = home;
    }

    /// What a workspace that is there already was made with.
    ///
    /// @param own as [#text()] told it then
    /// @param offline whether it has no network
    record InForce(Optional<WorkspaceConfiguration> own, boolean offline) {
        static final InForce NOTHING = new InForce(Optional.empty(), false);
    }

    /// To be remembered of a workspace: without what the user's own levels ask for as well, and with the real paths of
    /// mounts, so that neither another spelling nor a link that is turned elsewhere passes for the same.
    String text() {
        return WorkspaceConfigurationJson.write(pinned());
    }

    /// What needs trust, one line each.
    List<String> wishes() {
        return TrustRules.wishes(pinned(), sources, home);
    }

    /// What is more than what is in force, one line each.
    List<String> loosened(InForce inForce) {
        WorkspaceConfiguration now = levels.over(pinned());
        if (inForce.own().isPresent()) {
            return TrustRules.loosened(before(inForce.own().get()), now, sources, home);
        }
        return inForce.offline() && !now.network().isDenied() ? List.of(TrustRules.NETWORK) : List.of();
    }

    /// What is in force. Its own mounts have real paths already, which must not be followed once more: there may be a
    /// link now where there was none.
    private WorkspaceConfiguration before(WorkspaceConfiguration own) {
        WorkspaceConfiguration before = levels.over(own);
        MountResolver resolver = new MountResolver(sources, home);
        return before.withMounts(before.mounts().stream()
                .map(mount -> own.mounts().contains(mount)
                        ? mount
                        : resolver.pinned(List.of(mount)).getFirst())
                .toList());
    }

    private WorkspaceConfiguration pinned() {
        WorkspaceConfiguration own = levels.ownWishes();
        return own.withMounts(new MountResolver(sources, home).pinned(own.mounts()));
    }
}
