/* SPDX-License-Identifier: Apache-2.0 */
/// What podman and docker workspaces have in common: what a workspace's container looks like, how it is made, replaced
/// and cleared away, and what kdn remembers of it. The engines are behind [ContainerEngine].
@NullMarked
package dev.kdn.runtime.container;

import org.jspecify.annotations.NullMarked;
