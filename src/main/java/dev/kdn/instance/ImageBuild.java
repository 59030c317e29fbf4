/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.error.ConflictException;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ImageRequest;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.FileLock;
import java.nio.file.Path;
import java.util.Set;

/// Builds images for workspaces to come. As with a workspace in the making, an intent tells others that it is going
/// on, and what to clear away if it is broken off.
final class ImageBuild {
    private final Collaborators with;

    ImageBuild(Collaborators with) {
        this.with = with;
    }

    BuiltImage build(ImageWish wish, StepLogger steps) {
        Choices choices = new Choices(with.runtimes().get(), with.agents());
        WorkspaceRuntime runtime = choices.runtime(wish.runtime());
        ImageAccess images = ImageRuntimes.of(runtime);
        Agent agent = choices.agent(wish.agent(), runtime);
        Path sources = SourcesCheck.realFolder(wish.sources());
        new Settlement(with).settleAll(steps);
        String id = InstanceId.next(Set.of());
        ImageRequest request = new ImageRequest(id, agent.name(), sources, wish.build());
        Intent intent = new Intent(
                Intent.Operation.BUILD, id, "", runtime.description().type(), EngineFacts.address(runtime), false);
        FileLock lock = with.storage()
                .tryPassingLock(id)
                .orElseThrow(() -> new ConflictException("the lock of the new id " + id + " is taken"));
        try (lock) {
            return with.intents().carryOut(intent, () -> images.build(request, steps));
        }
    }
}
