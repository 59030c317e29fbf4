/* SPDX-License-Identifier: Apache-2.0 */
/// Connects the user's terminal with a command that runs elsewhere, where no child process of kdn does so.
@NullMarked
package dev.kdn.terminal;

import org.jspecify.annotations.NullMarked;
