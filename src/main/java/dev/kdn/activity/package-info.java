/* SPDX-License-Identifier: Apache-2.0 */
/// What kdn starts in workspaces and can list, log, wait for and end: activities.
@NullMarked
package dev.kdn.activity;

import org.jspecify.annotations.NullMarked;
