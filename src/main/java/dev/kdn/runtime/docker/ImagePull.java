/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.JsonValues;
import java.time.Duration;
import java.util.Optional;

/// Has the engine pull images from registries.
///
/// @param connection to the engine, which is the one that speaks with the registry
record ImagePull(DockerConnection connection, RegistryCredentials credentials) {
    // Registries may think for long, but not for ever.
    private static final Patience PATIENCE = Patience.silence(Duration.ofMinutes(5));

    /// Pulls one image, as one step.
    ///
    /// @param text name with tag or digest
    /// @param platform such as `linux/arm64`; empty for the engine's own
    /// @return the id of the image
    /// @throws EngineException if it cannot be had, in one sentence, with what to do
    String pull(String text, Optional<String> platform, StepLogger steps) {
        ImageReference image = ImageReference.parse(text);
        return steps.step("Pulling " + image, "Pulled " + image, () -> pull(image, platform, steps));
    }

    private String pull(ImageReference image, Optional<String> platform, StepLogger steps) {
        Optional<AuthConfig> login = credentials.of(image, steps::warn);
        PullTroubles troubles = new PullTroubles(image, login.map(ImagePull::user), platform);
        PullProgress progress = new PullProgress(steps);
        String what = "pull " + image;
        try {
            connection.<PullResponseItem>stream(
                    what,
                    PATIENCE,
                    (client, callback) -> command(client.pullImageCmd(image.name()), image, platform, login)
                            .exec(callback),
                    progress::accept);
        } catch (EngineException | NotFoundException e) {
            throw troubles.of(e.getMessage().substring(e.getMessage().indexOf(": ") + 2), steps);
        }
        if (progress.error().isPresent()) {
            throw troubles.of(EngineMessage.of(progress.error().get()), steps);
        }
        return checked(image, platform, troubles);
    }

    private static PullImageCmd command(
            PullImageCmd command, ImageReference image, Optional<String> platform, Optional<AuthConfig> login) {
        command.withTag(image.version());
        platform.ifPresent(command::withPlatform);
        login.ifPresent(command::withAuthConfig);
        return command;
    }

    private static String user(AuthConfig login) {
        String name = login.getUsername();
        return name == null || name.isEmpty() ? "the stored token" : name;
    }

    /// Engines take an image that is for one platform only whatever was wished.
    private String checked(ImageReference image, Optional<String> platform, PullTroubles troubles) {
        JsonValues found = connection.look("the image " + image, "images", image.toString());
        String own = found.get("/Os") + "/" + found.get("/Architecture");
        if (platform.isPresent() && !(platform.get() + "/").startsWith(own + "/")) {
            throw troubles.noPlatform();
        }
        return found.get("/Id");
    }
}
