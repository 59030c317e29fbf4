/* SPDX-License-Identifier: Apache-2.0 */
/// Which project a folder belongs to, asked of git.
/// Answers are identifiers without credentials.
@NullMarked
package dev.kdn.project;

import org.jspecify.annotations.NullMarked;
