/* SPDX-License-Identifier: Apache-2.0 */
/// One class for each command: parse, call one domain method, render.
/// Shared flags, completion and the error handler live here too.
@NullMarked
package dev.kdn.cli;

import org.jspecify.annotations.NullMarked;
