/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.image.ImageRecipe;
import dev.kdn.process.CommandResult;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.container.EngineImages;
import dev.kdn.runtime.container.EngineImages.Build;
import dev.kdn.runtime.container.KdnLabels;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One run of `podman build`.
final class PodmanBuild {
    // Exit codes above it tell of a signal.
    private static final int SIGNAL = 128;
    // Where the context folder shows in a build's containers, so that they can be recognised by it.
    private static final String MARK = "/run/.kdn-build";

    private final PodmanCli podman;
    private final BuildContexts contexts;

    PodmanBuild(PodmanCli podman, BuildContexts contexts) {
        this.podman = podman;
        this.contexts = contexts;
    }

    /// See [EngineImages#build].
    String run(Build build, Consumer<String> lines) {
        Attempt attempt = new Attempt(contexts.make(build.owner().workspaceId()));
        try {
            writeFiles(attempt.context, build.recipe().files());
            build(attempt, build, lines);
            return readId(attempt.context);
        } catch (KdnException failure) {
            clear(attempt, failure);
            throw failure;
        } finally {
            if (!attempt.brokenOff) {
                AtomicFile.deleteTree(attempt.context);
            }
        }
    }

    /// A build in its context folder.
    private static final class Attempt {
        private final Path context;
        // It did not come to its own end, so it leaves things behind.
        private boolean brokenOff;
        private List<String> unwantedLayers = List.of();

        Attempt(Path context) {
            this.context = context;
        }
    }

    /// If this fails the folder stays, by whose name a later prune finds what is left.
    private void clear(Attempt attempt, KdnException failure) {
        if (attempt.brokenOff) {
            try {
                contexts.clear(String.valueOf(attempt.context.getFileName()), attempt.unwantedLayers);
            } catch (KdnException secondary) {
                failure.addSuppressed(secondary);
            }
        }
    }

    private void build(Attempt attempt, Build build, Consumer<String> lines) {
        Path context = attempt.context;
        BuildOptions options = build.options();
        ImageRecipe recipe = build.recipe();
        List<String> arguments = new ArrayList<>(List.of("build", options.pull() ? "--pull=newer" : "--pull=missing"));
        if (options.rebuild()) {
            arguments.add("--no-cache");
        }
        proxies(build, arguments);
        arguments.addAll(List.of("-t", recipe.tag()));
        if (aliasIsFree(build)) {
            arguments.addAll(List.of("-t", build.alias()));
        }
        if (context.toString().indexOf(':') < 0) {
            arguments.addAll(List.of("-v", context + ":" + MARK + ":ro"));
        }
        arguments.addAll(List.of("--iidfile", idFile(context).toString()));
        arguments.addAll(
                List.of("-f", context.resolve(ImageRecipe.CONTAINERFILE).toString(), context.toString()));
        CommandResult result = call(attempt, arguments, lines);
        if (!result.succeeded()) {
            throw failure(recipe, result);
        }
    }

    /// podman would pass them on as they are, though this machine has another name inside.
    private static void proxies(Build build, List<String> arguments) {
        if (!build.proxies().isEmpty()) {
            arguments.add("--http-proxy=false");
            build.proxies().forEach((name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
        }
    }

    private static String readId(Path context) {
        try {
            String id = Files.readString(idFile(context)).strip();
            return id.substring(id.indexOf(':') + 1);
        } catch (IOException e) {
            throw AtomicFile.failure("podman build did not tell the id of the image", e);
        }
    }

    // Not a file of the build: it is read-only there, and written when it is over.
    private static Path idFile(Path context) {
        return context.resolve(".image-id");
    }

    private CommandResult call(Attempt attempt, List<String> arguments, Consumer<String> lines) {
        BuildLayers layers = new BuildLayers(lines);
        attempt.brokenOff = true;
        try {
            CommandResult result = podman.call(EngineImages.BUILD_LIMIT, arguments, layers);
            attempt.brokenOff = result.exitCode() > SIGNAL;
            return result;
        } catch (UnavailableException neverBegun) {
            attempt.brokenOff = false;
            throw neverBegun;
        } catch (CancelledException | TimedOutException ended) {
            attempt.unwantedLayers = layers.made(); // else they are podman's cache for the next try
            throw ended;
        }
    }

    /// The reference's tag is only a convenience: it is set where it is legal and takes nothing from anybody else.
    private boolean aliasIsFree(Build build) {
        if (build.alias().isEmpty()) {
            return false;
        }
        String label = "{{index .Labels \"" + KdnLabels.STORAGE + "\"}}";
        CommandResult owner = podman.call(PodmanCli.ASK, "image", "inspect", "--format", label, build.alias());
        return !owner.succeeded() || owner.stdout().strip().equals(build.owner().storageId());
    }

    private KdnException failure(ImageRecipe recipe, CommandResult result) {
        KdnException failure = podman.setUpFailure("failed to build podman image " + recipe.tag(), result);
        return failure instanceof EngineException ? new EngineException(lastError(result)) : failure;
    }

    private static String lastError(CommandResult result) {
        List<String> lines = result.stderr().strip().lines().toList();
        String last = lines.isEmpty() ? "podman exited with status " + result.exitCode() : lines.getLast();
        return last.startsWith("Error: ") ? last.substring("Error: ".length()) : last;
    }

    private static void writeFiles(Path context, Map<String, String> files) {
        files.forEach((name, content) -> {
            Path file = context.resolve(name);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } catch (IOException e) {
                throw AtomicFile.failure("cannot write " + file, e);
            }
        });
    }
}
