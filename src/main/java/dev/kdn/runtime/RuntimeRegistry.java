/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The runtimes of this kdn, in the order in which people see them.
public final class RuntimeRegistry {
    private final List<RuntimeEntry> entries;

    public RuntimeRegistry(List<RuntimeEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// The runtimes a user can choose on this machine.
    public List<RuntimeEntry> visible() {
        return entries.stream()
                .filter(entry -> !entry.internal() && entry.available().getAsBoolean())
                .toList();
    }

    /// The runtime of that type, built when it was not yet.
    ///
    /// @throws NotFoundException if kdn has no such runtime
    /// @throws UnavailableException if its engine is not installed
    public WorkspaceRuntime get(String type) {
        RuntimeEntry entry = find(type)
                .orElseThrow(() -> new NotFoundException("runtime not found: " + type, "available: " + names()));
        if (!entry.available().getAsBoolean()) {
            throw new UnavailableException(
                    "runtime not available: " + type + " (no " + type + " command on PATH)",
                    "install " + entry.description().displayName() + ", or choose another runtime: " + names());
        }
        return entry.runtime().get();
    }

    private Optional<RuntimeEntry> find(String type) {
        return entries.stream()
                .filter(entry -> entry.description().type().equals(type))
                .findFirst();
    }

    private String names() {
        String names =
                visible().stream().map(entry -> entry.description().type()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none on this machine" : names;
    }
}
