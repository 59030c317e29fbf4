/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.function.Predicate;
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
}
