/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// Tries connections from inside of instances that run.
public interface ConnectionProbe {
    /// Whether a program inside cannot connect to that port. False also when nothing inside can tell. Takes no longer
    /// than some seconds.
    ///
    /// @param host a name as it holds inside
    boolean isClosed(String id, String host, int port);
}
