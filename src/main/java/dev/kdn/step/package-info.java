/* SPDX-License-Identifier: Apache-2.0 */
/// Progress that a person sees.
/// A [StepLogger] is passed to every operation that takes time; nothing looks one up.
@NullMarked
package dev.kdn.step;

import org.jspecify.annotations.NullMarked;
