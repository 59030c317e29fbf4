/* SPDX-License-Identifier: Apache-2.0 */
/// Commands on workspaces.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.workspace;

import org.jspecify.annotations.NullMarked;
