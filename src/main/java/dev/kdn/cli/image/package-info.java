/* SPDX-License-Identifier: Apache-2.0 */
/// Commands on images.
/// A part of the command line, see [dev.kdn.cli].
@NullMarked
package dev.kdn.cli.image;

import org.jspecify.annotations.NullMarked;
