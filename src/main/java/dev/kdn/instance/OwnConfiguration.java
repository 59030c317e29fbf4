/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.LinkRules;
import dev.kdn.config.MountResolver;
import dev.kdn.config.ShieldRules;
import dev.kdn.config.TrustRules;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfigurationJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What others than the user have a say in of a configuration: the file that lies where whoever wrote the sources and
/// the agent can change it, and links there. Tells what they ask for, and what of that is more than what is in force.
final class OwnConfiguration {
    private final EffectiveConfiguration levels;
    private final Path sources;
    private final MountResolver resolver;
    private final InForce inForce;
    private final boolean theirs;
    // All with real paths, found once: neither another spelling nor a link that is turned elsewhere meanwhile counts.
    private final WorkspaceConfiguration own;
    private final WorkspaceConfiguration user;
    private final WorkspaceConfiguration now;

    /// @param sources real path
    /// @param resolver the one that tells what is mounted
    /// @param theirs whether workspace.json lies where a workspace can write
    /// @param exposed names of secrets that the user gives to the workspace, so that nobody else asks for them
    OwnConfiguration(
            EffectiveConfiguration levels,
            Path sources,
            MountResolver resolver,
            boolean theirs,
            InForce inForce,
            List<String> exposed) {
        this.levels = levels;
        this.sources = sources;
        this.resolver = resolver;
        this.inForce = inForce;
        this.theirs = theirs;
        this.own = theirs ? resolver.pinned(without(exposed, levels.ownWishes())) : WorkspaceConfiguration.EMPTY;
        this.user = resolver.pinned(users());
        this.now = resolver.pinned(without(exposed, levels.configuration()));
    }

    private static WorkspaceConfiguration without(List<String> secrets, WorkspaceConfiguration configuration) {
        List<String> rest = new ArrayList<>(configuration.secrets());
        rest.removeAll(secrets);
        return configuration.withEnvironment(configuration.environment(), rest);
    }

    /// What a workspace that is there already was made with.
    ///
    /// @param own as [#facts()] told it then
    /// @param offline whether it has no network
    /// @param user mounts and skills of the user's own levels; empty if there is no workspace yet
    record InForce(Optional<WorkspaceConfiguration> own, boolean offline, Optional<WorkspaceConfiguration> user) {
        static final InForce NOTHING = new InForce(Optional.empty(), false, Optional.empty());

        /// What it can write besides its sources.
        List<Path> writable() {
            List<Mount> mounts = new ArrayList<>();
            own.ifPresent(before -> mounts.addAll(before.mounts()));
            user.ifPresent(before -> mounts.addAll(before.mounts()));
            return mounts.stream()
                    .filter(mount -> !mount.readOnly())
                    .map(mount -> Path.of(mount.host()))
                    .toList();
        }

        /// Whether the user's configuration had that host mounted already.
        private boolean hadForUser(Path host, boolean readOnly) {
            return user.isPresent()
                    && (user.get().mounts().stream()
                                    .anyMatch(mount ->
                                            mount.host().equals(host.toString()) && (readOnly || !mount.readOnly()))
                            || (readOnly && user.get().skills().contains(host.toString())));
        }
    }

    /// To be remembered of a workspace.
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (theirs) {
            facts.put(Metadata.OWN_CONFIGURATION, WorkspaceConfigurationJson.write(own));
        }
        WorkspaceConfiguration mounted =
                WorkspaceConfiguration.EMPTY.withMounts(user.mounts()).withSkills(user.skills());
        if (!mounted.equals(WorkspaceConfiguration.EMPTY)) {
            facts.put(Metadata.USER_MOUNTS, WorkspaceConfigurationJson.write(mounted));
        }
        return facts;
    }

    /// What needs trust, one line each.
    List<String> wishes() {
        List<String> wishes = new ArrayList<>(TrustRules.wishes(own, sources));
        wishes.addAll(ShieldRules.breaches(ShieldRules.shields(user.mounts(), sources), own.mounts()));
        wishes.addAll(links().wishes(users(), (host, readOnly) -> false));
        return wishes;
    }

    /// What is more than what is in force, one line each.
    List<String> loosened() {
        List<String> loosened = new ArrayList<>();
        if (theirs && inForce.own().isPresent()) {
            loosened.addAll(TrustRules.loosened(before(inForce.own().get()), now, sources));
            loosened.addAll(unshielded(inForce.own().get()));
        } else if (theirs && inForce.offline() && !now.network().isDenied()) {
            loosened.add(TrustRules.NETWORK);
        }
        if (inForce.user().isPresent()) {
            loosened.addAll(links().wishes(users(), inForce::hadForUser));
        }
        return loosened;
    }

    private List<String> unshielded(WorkspaceConfiguration before) {
        List<Mount> shields = new ArrayList<>(ShieldRules.shields(before.mounts(), sources));
        List<String> unshielded = new ArrayList<>(ShieldRules.dropped(shields, now.mounts()));
        shields.addAll(ShieldRules.shields(user.mounts(), sources));
        List<String> had = ShieldRules.breaches(shields, before.mounts());
        ShieldRules.breaches(shields, own.mounts()).stream()
                .filter(line -> !had.contains(line))
                .forEach(unshielded::add);
        return unshielded;
    }

    private LinkRules links() {
        return new LinkRules(resolver, inForce.writable(), now.mounts());
    }

    /// What the user asks for, as written.
    private WorkspaceConfiguration users() {
        return theirs ? levels.over(WorkspaceConfiguration.EMPTY) : levels.configuration();
    }

    /// What is in force. What came from the sources has real paths already, which must not be followed once more: there
    /// may be a link now where there was none.
    private WorkspaceConfiguration before(WorkspaceConfiguration before) {
        WorkspaceConfiguration all = levels.over(before);
        return all.withMounts(all.mounts().stream()
                        .map(mount -> before.mounts().contains(mount)
                                ? mount
                                : resolver.pinned(List.of(mount)).getFirst())
                        .toList())
                .withSkills(all.skills().stream()
                        .map(skill -> skill.startsWith("/") && before.skills().contains(skill)
                                ? skill
                                : resolver.pinned(WorkspaceConfiguration.EMPTY.withSkills(List.of(skill)))
                                        .skills()
                                        .getFirst())
                        .toList());
    }
}
