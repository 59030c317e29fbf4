/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.config.WorkspaceConfiguration.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Finds what the user's own configuration asks for, but what a link decides that a workspace can write: then it is
/// not the user who chose what is mounted.
public final class LinkRules {
    private final MountResolver resolver;
    private final List<Path> before;
    private final List<Mount> mounts;

    /// @param before hosts that a workspace which is there already can write
    /// @param mounts all that it would have, with real hosts
    public LinkRules(MountResolver resolver, List<Path> before, List<Mount> mounts) {
        this.resolver = resolver;
        this.before = List.copyOf(before);
        this.mounts = List.copyOf(mounts);
    }

    /// One readable line for each mount and skill that such a link leads out of what the workspace has.
    ///
    /// @param user as the user wrote it
    /// @param known whether that real host is nothing new, read-only or not
    public List<String> wishes(WorkspaceConfiguration user, BiPredicate<Path, Boolean> known) {
        List<String> wishes = new ArrayList<>();
        user.mounts()
                .forEach(mount -> wish(mount.host(), mount.readOnly(), known).ifPresent(wishes::add));
        user.skills().forEach(skill -> wish(skill, true, known).ifPresent(wishes::add));
        return wishes.stream().distinct().toList();
    }

    private Optional<String> wish(String host, boolean readOnly, BiPredicate<Path, Boolean> known) {
        Followed followed = resolver.followed(host);
        if (followed.links().isEmpty() || known.test(followed.real(), readOnly)) {
            return Optional.empty();
        }
        List<Path> writable = writableWithout(followed.real());
        for (Path link : followed.links()) {
            for (Path folder : writable) {
                if (link.startsWith(folder) && !isInside(followed.real(), folder)) {
                    String where = folder.equals(resolver.sources()) ? "the sources" : TrustRules.shown(folder);
                    return Optional.of("follow the link " + TrustRules.shown(link) + " in " + where + " to "
                            + TrustRules.shown(followed.real()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isInside(Path real, Path folder) {
        return real.startsWith(folder) || real.startsWith(resolver.sources());
    }

    /// A mount does not make its own link harmless.
    private List<Path> writableWithout(Path real) {
        List<Path> writable = new ArrayList<>(List.of(resolver.sources()));
        writable.addAll(before);
        mounts.stream()
                .filter(mount -> !mount.readOnly())
                .map(mount -> Path.of(mount.host()))
                .filter(host -> !host.equals(real))
                .forEach(writable::add);
        return writable;
    }
}
