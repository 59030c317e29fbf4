/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

/// Tells one process from every other, also from a later one with the same pid.
///
/// @param startTicks field 22 of /proc/PID/stat
public record ProcessIdentity(long pid, long startTicks, String bootId) {}
