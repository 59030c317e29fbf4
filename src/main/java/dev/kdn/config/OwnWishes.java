/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a project's own configuration asks for beyond what its user does.
final class OwnWishes {
    private OwnWishes() {}

    static WorkspaceConfiguration of(WorkspaceConfiguration own, WorkspaceConfiguration user) {
        Map<String, String> features = new HashMap<>(own.features());
        features.keySet().removeAll(user.features().keySet());
        return new WorkspaceConfiguration(
                without(own.environment(), user.environment(), variable -> variable.name()),
                features,
                own.mcp(),
                without(own.mounts(), user.mounts(), mount -> List.of(mount.host(), mount.target())),
                own.network(),
                own.ports(),
                without(own.secrets(), user.secrets(), secret -> secret),
                without(own.skills(), user.skills(), skill -> skill));
    }

    private static <T, K> List<T> without(List<T> own, List<T> user, Function<T, K> key) {
        Set<K> named = user.stream().map(key).collect(Collectors.toSet());
        return own.stream().filter(entry -> !named.contains(key.apply(entry))).toList();
    }
}
