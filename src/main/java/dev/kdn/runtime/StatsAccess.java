/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Measures what running instances use of the machine.
public interface StatsAccess {
    /// Measures over a short interval, which it takes. May be asked by several threads, and be interrupted.
    ///
    /// @param id the runtime's instance id
    /// @throws dev.kdn.error.UnavailableException if the instance does not run
    /// @throws dev.kdn.error.CancelledException after an interrupt
    Usage usage(String id);
}
