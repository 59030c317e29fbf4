/* SPDX-License-Identifier: Apache-2.0 */
/// The runtime `docker`: workspaces in containers of a Docker engine, spoken to through docker-java.
@NullMarked
package dev.kdn.runtime.docker;

import org.jspecify.annotations.NullMarked;
