/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.error.ConflictException;
import dev.kdn.error.MendingCommand;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.step.StepLogger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Removes images that no workspace and no container uses. One stays also if it has a name that a user gave it, or if
/// a workspace is in the making, which may be about to use it. When the list of workspaces may have been lost, all do.
final class ImagePrune {
    static final String KIND = "image";

    private static final String IMAGE_FACT = "image";

    private final Collaborators with;
    private final ImageRuntimes runtimes;
    private final PruneWork work;
    private final boolean dryRun;
    private int heldBack;

    ImagePrune(Collaborators with, boolean dryRun) {
        this.with = with;
        this.runtimes = new ImageRuntimes(with);
        this.work = new PruneWork(dryRun);
        this.dryRun = dryRun;
    }

    PruneReport run(Optional<String> wished, StepLogger steps) {
        List<String> types = runtimes.types(wished, with.store().listing().instances());
        if (!Files.isDirectory(with.storage().root())) {
            return work.report(); // and none is made
        }
        if (!dryRun) {
            new Settlement(with).settleAll(steps);
        }
        for (String type : types) {
            work.attempt(type, steps, () -> runtimes.find(type).ifPresent(access -> prune(type, access, steps)));
        }
        if (heldBack > 0) {
            work.fail(new ConflictException(
                    (heldBack == 1 ? "1 image was left alone" : heldBack + " images were left alone")
                            + ", since the list of workspaces is missing or damaged and may have been lost: "
                            + with.storage().instancesFile(),
                    "restore that file, or give up the records in it: echo '[]' > "
                            + MendingCommand.of(with.storage().instancesFile().toString())));
        }
        return work.report();
    }

    private void prune(String type, ImageAccess access, StepLogger steps) {
        List<RuntimeImage> images = access.images();
        // Only now, see [Keep#now]: who made a container meanwhile is in a record, or is still at work.
        boolean busy = isBusy(type);
        InstanceStore.Listing listing = with.store().listing();
        Set<String> wanted = wantedNames(listing);
        ImageUsers users = new ImageUsers(ImageRuntimes.of(type, listing.instances()));
        List<RuntimeImage> unused = new ArrayList<>();
        for (RuntimeImage image : images) {
            boolean used = image.claimed()
                    || !image.containers().isEmpty()
                    || image.names().stream().anyMatch(wanted::contains)
                    || !users.of(image, images).isEmpty();
            if (!used) {
                unused.add(image);
            }
        }
        if (busy && !unused.isEmpty()) {
            steps.warn("unused images of " + type + " were left alone, since another kdn is making a workspace or an"
                    + " image, which may need them");
        } else if (!isTrustworthy(listing, images)) {
            heldBack += unused.size();
        } else {
            unused.forEach(image -> work.removeIfPossible(
                    new PruneItem(KIND, type, image.id(), image.title(), ""),
                    () -> access.remove(image, () -> !isBusy(type))));
        }
    }

    /// Whether something is in the making for which an image is needed that has no container yet.
    private boolean isBusy(String type) {
        return with.intents().live().stream()
                .filter(intent -> intent.runtime().isEmpty() || intent.runtime().equals(type))
                .anyMatch(intent -> switch (intent.operation()) {
                    case CREATE, RECREATE, BUILD, UNKNOWN -> true;
                    case START, STOP, REMOVE -> false;
                });
    }

    /// What workspaces were made from whose records cannot be read.
    private Set<String> wantedNames(InstanceStore.Listing listing) {
        Set<String> names = new HashSet<>();
        Metadata metadata = new Metadata(with.storage());
        Set<String> ids = Keep.recorded(with, listing);
        listing.instances().forEach(instance -> ids.remove(instance.id()));
        for (String id : ids) {
            Map<String, String> facts = metadata.facts(id);
            Optional.ofNullable(facts.get(IMAGE_FACT)).ifPresent(names::add);
        }
        return names;
    }

    /// Whether the list can be believed when it names no workspace. That there is none is no loss in a storage that has
    /// no trace of workspaces either.
    private boolean isTrustworthy(InstanceStore.Listing listing, List<RuntimeImage> images) {
        boolean neverWas = !listing.there()
                && !listing.damaged()
                && !Files.exists(with.storage().workspacesFolder())
                && images.stream().allMatch(image -> image.containers().isEmpty());
        return listing.whole() || neverWas;
    }
}
