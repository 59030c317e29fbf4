/* SPDX-License-Identifier: Apache-2.0 */
/// The commands below `kdn service`.
@NullMarked
package dev.kdn.cli.service;

import org.jspecify.annotations.NullMarked;
