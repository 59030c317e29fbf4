/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.NotFoundException;
import dev.kdn.error.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The runtimes of this kdn, in the order in which people see them and in which one is taken for who names none.
public final class RuntimeRegistry {
    private final List<RuntimeEntry> entries;

    public RuntimeRegistry(List<RuntimeEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// Every runtime of this kdn, available or not.
    public List<RuntimeEntry> all() {
        return entries;
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
                .orElseThrow(() -> new NotFoundException("runtime not found: " + type, "available: " + choices()));
        if (!entry.available().getAsBoolean()) {
            RuntimeEntry.Missing missing = entry.missing().get();
            throw new UnavailableException(
                    "runtime not available: " + type + " (" + missing.what() + ")",
                    missing.remedy() + (visible().isEmpty() ? "" : ", or choose another runtime: " + choices()));
        }
        return entry.runtime().get();
    }

    /// The runtime of that type, available or not; builds nothing.
    public Optional<RuntimeEntry> find(String type) {
        for (RuntimeEntry entry : entries) {
            if (entry.description().type().equals(type)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /// The types a user can choose on this machine, for messages.
    public String choices() {
        String names =
                visible().stream().map(entry -> entry.description().type()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none on this machine" : names;
    }
}
