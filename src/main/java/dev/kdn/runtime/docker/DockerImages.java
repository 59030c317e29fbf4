/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.Image;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.container.EngineImages;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.runtime.container.ListedImage;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Docker's images.
final class DockerImages implements EngineImages {
    // Without it podman takes an id that it does not know for a wrong name.
    private static final String ALGORITHM = "sha256:";
    // Those whose programs do not run on each other's machines, at least not without help.
    private static final Set<String> PLATFORMS = Set.of("linux/amd64", "linux/arm64");

    private final DockerConnection connection;
    private final Supplier<DockerFacts> facts;
    private final Supplier<RegistryCredentials> credentials;

    /// @param facts asked for when something is pulled, or cannot be removed
    /// @param credentials asked for when something is pulled
    DockerImages(DockerConnection connection, Supplier<DockerFacts> facts, Supplier<RegistryCredentials> credentials) {
        this.connection = connection;
        this.facts = facts;
        this.credentials = credentials;
    }

    @Override
    public boolean has(String reference) {
        return find(reference).isPresent();
    }

    @Override
    public Optional<String> id(String reference) {
        return find(reference).map(image -> bare(image.get("/Id")));
    }

    private Optional<JsonValues> find(String reference) {
        try {
            return Optional.of(connection.look("image " + reference, "images", reference));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// Whether nobody has that name, or an image of that storage has it.
    boolean isFreeFor(String reference, String storageId) {
        return find(reference)
                .map(image -> image.get("/Config/Labels/" + KdnLabels.STORAGE).equals(storageId))
                .orElse(true);
    }

    /// Pulls the base, since a pull tells more than a build does of it, and has the user's passwords. One that is there
    /// already is good enough when no newer one can be had.
    @Override
    public void prepare(Build build, StepLogger steps) {
        String base = build.recipe().base();
        boolean there = has(base);
        if (!there || build.options().pull()) {
            pull(base, there, steps);
        }
        warnOfPlatform(base, steps);
    }

    private void pull(String base, boolean there, StepLogger steps) {
        try {
            String _ = new ImagePull(connection, credentials.get()).pull(base, Optional.empty(), steps);
        } catch (EngineException failure) {
            if (!there) {
                throw new EngineException(
                        "base image not available: " + base + "\n" + failure.getMessage(),
                        failure.hint().orElse(null),
                        failure);
            }
            steps.warn("no newer base image: " + failure.getMessage());
        }
    }

    /// Engines pull an image that is for one platform only whatever theirs is. Some can run its programs all the same.
    private void warnOfPlatform(String base, StepLogger steps) {
        String own = facts.get().platform();
        String made = find(base)
                .map(image -> image.get("/Os") + "/" + image.get("/Architecture"))
                .orElse("");
        if (PLATFORMS.contains(own) && PLATFORMS.contains(made) && !own.equals(made)) {
            steps.warn("base image " + base + " is made for " + made + ", and this docker's machine is " + own
                    + ": its programs may not run there");
        }
    }

    @Override
    public String build(Build build, Consumer<String> lines) {
        return new DockerBuild(connection, this, facts).run(build, lines);
    }

    @Override
    public List<ListedImage> all(String storageId) {
        List<Image> images = connection.ask(
                "list images",
                client -> client.listImagesCmd()
                        .withLabelFilter(Map.of(KdnLabels.STORAGE, storageId))
                        .exec());
        return images.stream().map(DockerImages::listed).toList();
    }

    private static ListedImage listed(Image image) {
        List<String> names = new ArrayList<>(List.of(Objects.requireNonNullElse(image.getRepoTags(), new String[0])));
        names.remove("<none>:<none>");
        return new ListedImage(
                bare(image.getId()),
                names,
                Objects.requireNonNullElse(image.getLabels(), Map.of()),
                image.getSize(),
                Instant.ofEpochSecond(image.getCreated()));
    }

    @Override
    public Map<String, String> used() {
        Map<String, String> used = new HashMap<>();
        connection
                .ask(
                        "list containers",
                        client -> client.listContainersCmd().withShowAll(true).exec())
                .forEach(container -> used.put(container.getId(), bare(String.valueOf(container.getImageId()))));
        return used;
    }

    @Override
    public List<String> unfinished(String storageId) {
        List<Image> images = connection.ask(
                "list images",
                client -> client.listImagesCmd()
                        .withDanglingFilter(true)
                        .withLabelFilter(Map.of(KdnLabels.STORAGE, storageId))
                        .exec());
        return images.stream().map(image -> bare(image.getId())).toList();
    }

    /// Not by force: what a container or another image needs stays. podman's builds leave containers behind when
    /// they are broken off, which its interface shows to nobody, and which only force removes together with their
    /// images; force would remove everybody's.
    @Override
    public void remove(String id) {
        try {
            remove(id, false);
        } catch (ConflictException inUse) {
            if (!has(ALGORITHM + id)) {
                return;
            }
            if (!facts.get().isPodman() || used().containsValue(id)) {
                throw inUse;
            }
            remove(id, true);
        }
    }

    @Override
    public void untag(String name) {
        try {
            connection.ask(
                    "remove image " + name,
                    client -> client.removeImageCmd(name).exec());
        } catch (NotFoundException gone) {
            return;
        }
    }

    private void remove(String id, boolean force) {
        try {
            connection.ask(
                    "remove image " + id,
                    client -> client.removeImageCmd(ALGORITHM + id)
                            .withForce(force)
                            .exec());
        } catch (NotFoundException gone) {
            return;
        }
    }

    /// The id without the name of its algorithm.
    static String bare(String id) {
        return id.substring(id.indexOf(':') + 1);
    }
}
