/* SPDX-License-Identifier: Apache-2.0 */
/// Workspaces on this machine without an engine: each activity in a sandbox of bubblewrap's, or, where the user says
/// so,
/// in none.
@NullMarked
package dev.kdn.runtime.local;

import org.jspecify.annotations.NullMarked;
