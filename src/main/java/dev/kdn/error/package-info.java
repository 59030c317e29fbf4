/* SPDX-License-Identifier: Apache-2.0 */
/// Everything that can go wrong on purpose, as one sealed family.
/// The exit code belongs to the command line and is decided there.
@NullMarked
package dev.kdn.error;

import org.jspecify.annotations.NullMarked;
