/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;

/// The wish for an image, as given on the command line.
///
/// @param sources absolute; of the workspaces to come
public record ImageWish(String runtime, String agent, Path sources, BuildOptions build) {}
