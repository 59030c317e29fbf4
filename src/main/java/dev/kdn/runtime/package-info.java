/* SPDX-License-Identifier: Apache-2.0 */
/// The port to whatever executes workspaces, and the registry of its implementations.
/// Runtimes live in packages of their own below and never use each other.
@NullMarked
package dev.kdn.runtime;

import org.jspecify.annotations.NullMarked;
