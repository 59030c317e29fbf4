/* SPDX-License-Identifier: Apache-2.0 */
/// Commands on agents.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.agent;

import org.jspecify.annotations.NullMarked;
