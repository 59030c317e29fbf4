/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;

/// What a runtime needs to build the image of workspaces to come.
///
/// @param operationId under which leftovers are found when the build is broken off, as those of a workspace would be
/// @param agent a known agent's name
/// @param sources real path of an existing folder, for whose owner the image is
public record ImageRequest(String operationId, String agent, Path sources, BuildOptions build) {}
