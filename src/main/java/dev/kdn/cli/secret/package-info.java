/* SPDX-License-Identifier: Apache-2.0 */
/// The commands below `kdn secret`.
@NullMarked
package dev.kdn.cli.secret;

import org.jspecify.annotations.NullMarked;
