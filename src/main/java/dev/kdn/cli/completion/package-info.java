/* SPDX-License-Identifier: Apache-2.0 */
/// Shell completion: the scripts and what they ask kdn for.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.completion;

import org.jspecify.annotations.NullMarked;
