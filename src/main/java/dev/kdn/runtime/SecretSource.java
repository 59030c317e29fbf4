/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// kdn's secrets as runtimes see them.
///
/// @param has whether there is one of that name; reads no value
/// @param value gives the value, or fails with the words for the user
public record SecretSource(Predicate<String> has, UnaryOperator<String> value) {
    /// No secrets at all.
    public static final SecretSource NONE = new SecretSource(_ -> false, name -> {
        throw new IllegalStateException("there is no secret " + name);
    });

    /// The same, which asks for each value once: what came of it, a value or a failure, comes again.
    public SecretSource once() {
        Map<String, Supplier<String>> known = new HashMap<>();
        return new SecretSource(
                has, name -> known.computeIfAbsent(name, this::outcome).get());
    }

    private Supplier<String> outcome(String name) {
        try {
            String found = value.apply(name);
            return () -> found;
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException failure) {
            return () -> {
                throw failure;
            };
        }
    }
}
