/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// A port of a workspace that this machine can reach.
///
/// @param bind address on this machine, always `127.0.0.1` from kdn's own runtimes
/// @param port port on this machine
/// @param target port inside the workspace
public record Forward(String bind, int port, int target) {}
