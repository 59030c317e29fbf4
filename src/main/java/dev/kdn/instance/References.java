/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NearestName;
import dev.kdn.error.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the workspace that a user means: a full id, else an exact name, else a unique id prefix of at least four
/// characters.
final class References {
    private static final int SHORTEST_PREFIX = 4;
    private static final String LIST = "use 'kdn list' to see available workspaces";

    private References() {}

    /// The one workspace meant by `reference`.
    ///
    /// @throws NotFoundException if there is none
    /// @throws InvalidInputException if there are several
    static Instance resolve(String reference, List<Instance> instances) {
        List<Instance> named = new ArrayList<>();
        List<Instance> prefixed = new ArrayList<>();
        for (Instance instance : instances) {
            if (instance.id().equals(reference)) {
                return instance;
            }
            if (instance.name().equals(reference)) {
                named.add(instance);
            }
            if (reference.length() >= SHORTEST_PREFIX && instance.id().startsWith(reference)) {
                prefixed.add(instance);
            }
        }
        List<Instance> meant = named.isEmpty() ? prefixed : named;
        if (meant.isEmpty()) {
            throw notFound(reference, instances);
        }
        if (meant.size() > 1) {
            throw ambiguous(reference, meant);
        }
        return meant.getFirst();
    }

    static NotFoundException notFound(String reference, List<Instance> instances) {
        Optional<String> near =
                NearestName.of(reference, instances.stream().map(Instance::name).toList());
        return new NotFoundException(
                "workspace not found: " + reference,
                near.map(name -> "did you mean '" + name + "'? " + LIST).orElse(LIST));
    }

    private static InvalidInputException ambiguous(String reference, List<Instance> meant) {
        StringBuilder candidates = new StringBuilder();
        for (Instance instance : meant) {
            candidates.append(candidates.isEmpty() ? "" : ", ");
            candidates
                    .append(instance.shortId())
                    .append(" (")
                    .append(instance.name())
                    .append(')');
        }
        return new InvalidInputException(
                "workspace reference is ambiguous: " + reference + " means any of " + candidates,
                "use more characters of the id, or the full id");
    }
}
