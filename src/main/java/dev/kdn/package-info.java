/* SPDX-License-Identifier: Apache-2.0 */
/// Starts kdn: turns an argument list into an exit code.
/// [Wiring] is the one place that connects the packages.
@NullMarked
package dev.kdn;

import org.jspecify.annotations.NullMarked;
