/* SPDX-License-Identifier: Apache-2.0 */
/// What a workspace image contains and when two images are the same.
/// Independent of the engine that builds it.
@NullMarked
package dev.kdn.image;

import org.jspecify.annotations.NullMarked;
