/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.UnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A store of values that only remembers, and fails when told so.
public final class ValuesInMemory implements ValueStore {
    public final Map<String, String> values = new HashMap<>();
    final Set<String> ofReference = new HashSet<>();
    boolean failing;

    @Override
    public void open() {
        // always open
    }

    @Override
    public Optional<String> find(String name) {
        failIfTold();
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void put(String name, String value) {
        failIfTold();
        values.put(name, value);
    }

    @Override
    public void delete(String name) {
        failIfTold();
        values.remove(name);
    }

    @Override
    public boolean hasOfReference(String name) {
        return ofReference.contains(name);
    }

    private void failIfTold() {
        if (failing) {
            throw new UnavailableException("nobody answers", "try later");
        }
    }
}
