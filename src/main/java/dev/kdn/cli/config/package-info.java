/* SPDX-License-Identifier: Apache-2.0 */
/// `kdn config …`.
@NullMarked
package dev.kdn.cli.config;

import org.jspecify.annotations.NullMarked;
