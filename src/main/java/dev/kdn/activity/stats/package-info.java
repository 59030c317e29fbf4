/* SPDX-License-Identifier: Apache-2.0 */
/// What workspaces, and the activities in them, use of the machine.
@NullMarked
package dev.kdn.activity.stats;

import org.jspecify.annotations.NullMarked;
