/* SPDX-License-Identifier: Apache-2.0 */
/// The coding agents that kdn knows, and what each needs in an image.
/// An agent is one class and one line in [Agents].
@NullMarked
package dev.kdn.agent;

import org.jspecify.annotations.NullMarked;
