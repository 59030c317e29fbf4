/* SPDX-License-Identifier: Apache-2.0 */
/// Commands on runtimes.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.runtime;

import org.jspecify.annotations.NullMarked;
