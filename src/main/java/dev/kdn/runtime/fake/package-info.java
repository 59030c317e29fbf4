/* SPDX-License-Identifier: Apache-2.0 */
/// A runtime that only remembers: for tests and for trying kdn without an engine.
/// Reachable by its explicit name only.
@NullMarked
package dev.kdn.runtime.fake;

import org.jspecify.annotations.NullMarked;
