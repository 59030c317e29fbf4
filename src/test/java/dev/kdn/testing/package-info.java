/* SPDX-License-Identifier: Apache-2.0 */
/// What tests share: the packaged program in a process of its own, real engines when the machine has them.
@NullMarked
package dev.kdn.testing;

import org.jspecify.annotations.NullMarked;
