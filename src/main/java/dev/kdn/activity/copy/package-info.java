/* SPDX-License-Identifier: Apache-2.0 */
/// Copies files into and out of workspaces, as archives of tar: one program inside at one end, kdn at the other.
@NullMarked
package dev.kdn.activity.copy;

import org.jspecify.annotations.NullMarked;
