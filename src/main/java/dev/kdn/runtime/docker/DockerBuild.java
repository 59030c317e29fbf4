/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
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
import java.util.function.Supplier;

/// Builds one image with the engine's own builder. When kdn ends, so does the connection, and with it the build.
final class DockerBuild {
    // A step may be silent for long.
    private static final Patience PATIENCE = Patience.silence(Duration.ofMinutes(30));

    private final DockerConnection connection;
    private final DockerImages images;
    private final Supplier<DockerFacts> facts;

    /// @param facts asked for when there are proxies
    DockerBuild(DockerConnection connection, DockerImages images, Supplier<DockerFacts> facts) {
        this.connection = connection;
        this.images = images;
        this.facts = facts;
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
                (client, callback) -> command(client, build, tags).exec(callback),
                item -> {
                    refuseWhenLate(end, recipe);
                    output.accept(item);
                });
        output.end();
        return images.id(recipe.tag())
                .orElseThrow(() -> new EngineException("docker built no image, and did not say why"));
    }

    private BuildImageCmd command(DockerClient client, Build build, Set<String> tags) {
        ImageRecipe recipe = build.recipe();
        BuildImageCmd command = client.buildImageCmd(new ByteArrayInputStream(BuildArchive.of(recipe.files())))
                .withDockerfilePath(ImageRecipe.CONTAINERFILE)
                .withTags(tags)
                .withNoCache(build.options().rebuild())
                .withRemove(true)
                .withForcerm(true);
        build.proxies().forEach(command::withBuildArg);
        if (!build.proxies().isEmpty() && !facts.get().isPodman()) { // podman knows its own name for the host
            command.withExtraHosts(Set.of(DockerSpec.GATEWAY));
        }
        return command;
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
