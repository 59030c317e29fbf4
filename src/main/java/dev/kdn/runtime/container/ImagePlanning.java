/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.image.AgentImageConfiguration;
import dev.kdn.image.ImageConfiguration;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.image.ImageRecipe;
import dev.kdn.image.ImageRecipes;
import dev.kdn.image.WorkspaceUser;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.nio.file.Path;

/// Works out which image an agent needs for the owner of some sources.
final class ImagePlanning {
    private final Storage storage;
    private final ImageConfigurationFiles files;
    private final ContainerEngine engine;
    private final ContainerHost host;

    ImagePlanning(Storage storage, ImageConfigurationFiles files, ContainerEngine engine, ContainerHost host) {
        this.storage = storage;
        this.files = files;
        this.engine = engine;
        this.host = host;
    }

    /// The plan by the user's files, which are written first where they are missing.
    ImagePlan plan(String agentName, Path sources, StepLogger steps) {
        String storageId = storage.ensureId();
        storage.ensureFolder(files.folder());
        files.writeDefaults();
        ImageConfiguration shared = files.image();
        AgentImageConfiguration agent = files.agent(agentName);
        files.unknownMembers(agentName).forEach(steps::warn);
        UserMapping users = engine.users();
        WorkspaceUser user = user(users, sources, steps);
        ImageRecipe recipe = new ImageRecipes(storageId, engine.platform()).render(shared, agentName, agent, user);
        return new ImagePlan(storageId, shared, agent, users, user, recipe);
    }

    private WorkspaceUser user(UserMapping users, Path sources, StepLogger steps) {
        if (users == UserMapping.CALLER_IS_ROOT) {
            return WorkspaceUser.ROOT; // which is the caller, outside
        }
        WorkspaceUser user = WorkspaceUser.of(host.uid().getAsInt(), host.gid().getAsInt(), sources);
        if (user.isRoot()) {
            steps.warn("the sources belong to root, so the workspace runs as root inside its container");
        }
        return user;
    }
}
