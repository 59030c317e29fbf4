/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

/// Which user inside a container owns the files that the caller owns outside.
public enum UserMapping {
    /// The one with the same ids.
    SAME_IDS,
    /// The one with the same ids, if the engine is told to map them.
    KEPT_IDS,
    /// Root: the engine runs as the caller, in a user namespace.
    CALLER_IS_ROOT
}
