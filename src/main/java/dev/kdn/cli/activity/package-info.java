/* SPDX-License-Identifier: Apache-2.0 */
/// Commands on activities.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.activity;

import org.jspecify.annotations.NullMarked;
