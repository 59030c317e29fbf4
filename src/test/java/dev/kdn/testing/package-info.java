/* SPDX-License-Identifier: Apache-2.0 */
/// What tests of several packages need.
@NullMarked
package dev.kdn.testing;

import org.jspecify.annotations.NullMarked;
