/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Keeps instances from the rest of this machine by a sandbox, which users can choose to do without.
@FunctionalInterface
public interface SandboxChoice {
    /// Whether that instance has one.
    boolean isSandboxed(String id);
}
