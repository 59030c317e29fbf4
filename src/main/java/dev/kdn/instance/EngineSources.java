/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.WorkspaceRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sources on the machine of an engine that is not this one. An engine mounts folders of its own machine only, so it
/// has to be told which folder there holds the sources.
final class EngineSources {
    /// The fact that tells that folder, see [Metadata].
    static final String FACT = "sources_on_engine";

    static final String FLAG = "--sources-on-engine";

    private EngineSources() {}

    static Map<String, String> facts(Optional<Path> sources) {
        return sources.map(path -> Map.of(FACT, path.toString())).orElse(Map.of());
    }

    static Optional<Path> of(Map<String, String> facts) {
        return Optional.ofNullable(facts.get(FACT)).map(Path::of);
    }

    /// Words of `init` that ask for what the facts tell of.
    static List<String> words(Map<String, String> facts) {
        return of(facts).map(path -> List.of(FLAG, path.toString())).orElse(List.of());
    }

    /// Makes sure that the engine can mount what the workspace is to have. On this machine the flag would be a way
    /// around the rules for folders, so it is refused there.
    ///
    /// @param sources real path of this machine
    /// @param configuration as the user wrote it
    /// @throws InvalidInputException if the folder on the engine is missing, or given for an engine of this machine
    /// @throws RefusedException if the configuration mounts folders of this machine
    static void check(NewInstance wish, WorkspaceRuntime runtime, Path sources, WorkspaceConfiguration configuration) {
        Optional<Endpoint> endpoint =
                runtime.capabilities().place().map(place -> place.endpoint()).filter(place -> !place.local());
        Optional<Path> there = wish.sourcesOnEngine();
        if (endpoint.isEmpty()) {
            if (there.isPresent()) {
                throw new InvalidInputException(
                        FLAG + " is for engines of other machines, and the engine of " + wish.runtime()
                                + " is on this one",
                        "leave the flag out: " + sources + " is mounted");
            }
            return;
        }
        String engine = wish.runtime() + " at " + endpoint.get().address() + " ("
                + endpoint.get().source() + ") is on another machine";
        if (there.isEmpty()) {
            throw new InvalidInputException(
                    engine + ", so it cannot mount " + sources,
                    "name the folder of the sources on that machine with " + FLAG
                            + " PATH, or choose an engine of this machine");
        }
        refuse(there.get(), wish.force(), engine, configuration);
    }

    private static void refuse(Path there, boolean force, String engine, WorkspaceConfiguration configuration) {
        if (there.getNameCount() == 0 && !force) {
            throw new RefusedException(
                    "sources are the root of the file system of the engine's machine",
                    "choose a folder of the project, or pass --force");
        }
        if (!configuration.mounts().isEmpty()) {
            List<String> hosts =
                    configuration.mounts().stream().map(mount -> mount.host()).toList();
            throw new RefusedException(
                    engine + ", so it cannot mount what the configuration asks for: " + String.join(", ", hosts),
                    "take the mounts out of workspace.json, or choose an engine of this machine");
        }
    }
}
