/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.AgentImageConfiguration;
import dev.kdn.image.ImageConfiguration;
import dev.kdn.image.ImageRecipe;
import dev.kdn.image.WorkspaceUser;

/// Which image a workspace needs, and what it was worked out from.
///
/// @param users how ids of this machine come into containers
record ImagePlan(
        String storageId,
        ImageConfiguration shared,
        AgentImageConfiguration agent,
        UserMapping users,
        WorkspaceUser user,
        ImageRecipe recipe) {}
