/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.BuildResponseItem;
import dev.kdn.error.EngineException;
import dev.kdn.error.TimedOutException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.runtime.container.EngineImages;
import dev.kdn.runtime.container.EngineImages.Build;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Builds one image with the engine's own builder. When kdn ends, so does the connection, and with it the build.
final class DockerBuild {
    // A step may be silent for long.
    private static final Patience PATIENCE = Patience.silence(Duration.ofMinutes(30));

    private final DockerConnection connection;
    private final DockerImages images;

    DockerBuild(DockerConnection connection, DockerImages images) {
        this.connection = connection;
        this.images = images;
    }

    String run(Build build, Consumer<String> lines) {
        ImageRecipe recipe = build.recipe();
        Set<String> tags = new HashSet<>(Set.of(recipe.tag()));
        if (aliasIsFree(build)) {
            tags.add(build.alias());
        }
        BuildOutput output = new BuildOutput(lines);
        long end = System.nanoTime() + EngineImages.BUILD_LIMIT.toNanos();
        connection.<BuildResponseItem>stream(
                "build image " + recipe.tag(),
                PATIENCE,
                (client, callback) -> client.buildImageCmd(new ByteArrayInputStream(BuildArchive.of(recipe.files())))
                        .withDockerfilePath(ImageRecipe.CONTAINERFILE)
                        .withTags(tags)
                        .withNoCache(build.options().rebuild())
                        .withRemove(true)
                        .withForcerm(true)
                        .exec(callback),
                item -> {
                    refuseWhenLate(end, recipe);
                    output.accept(item);
                });
        output.end();
        return images.id(recipe.tag())
                .orElseThrow(() -> new EngineException("docker built no image, and did not say why"));
    }

    /// One that never ends may print for ever.
    private static void refuseWhenLate(long end, ImageRecipe recipe) {
        if (System.nanoTime() > end) {
            throw new TimedOutException(
                    "building image " + recipe.tag() + " took longer than " + EngineImages.BUILD_LIMIT.toMinutes()
                            + " min",
                    "look at the run_commands of image.json and of the agent's file");
        }
    }

    /// The reference's tag is only a convenience: it is set where it is legal and takes nothing from anybody else.
    private boolean aliasIsFree(Build build) {
        return !build.alias().isEmpty()
                && images.isFreeFor(build.alias(), build.owner().storageId());
    }
}
