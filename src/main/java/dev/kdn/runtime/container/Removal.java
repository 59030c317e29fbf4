/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

/// What came of the wish to remove something.
public enum Removal {
    /// It is gone, perhaps for long.
    GONE,
    /// It is there, since something else uses it or it runs.
    IN_USE
}
