/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Holds instances to the limits of their [CreateRequest].
@FunctionalInterface
public interface LimitEnforcement {
    /// Makes sure that the engine can enforce those limits. It is asked before anything is made, and only if there are
    /// any.
    ///
    /// @throws dev.kdn.error.RefusedException if the engine would ignore one of them
    void check(ResourceLimits limits);
}
