/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.EngineStatus.Endpoint;
import java.util.List;
import java.util.Optional;

/// An engine for containers, such as podman. Its parts fail with an [dev.kdn.error.UnavailableException] if the engine
/// as a whole does not answer, and with an [dev.kdn.error.EngineException] if it refuses something.
public interface ContainerEngine {
    /// Variables for programs that run as root in a container, over those that it was made with: so neither what the
    /// agent may write nor what a project configures puts a program or a library in the place of another one.
    List<String> ROOT_ENVIRONMENT = List.of(
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "LD_PRELOAD=",
            "LD_LIBRARY_PATH=",
            "LD_AUDIT=",
            "GCONV_PATH=",
            "LOCPATH=",
            "GLIBC_TUNABLES=",
            "ENV=",
            "BASH_ENV=");

    /// The word for the engine, in sentences and as the command that users know it by.
    String name();

    /// Where the engine is, if it is one of several that its runtime may work with.
    default Optional<Endpoint> endpoint() {
        return Optional.empty();
    }

    /// Whether the engine is on another machine, where folders and ports of this one mean nothing.
    default boolean isElsewhere() {
        return endpoint().filter(place -> !place.local()).isPresent();
    }

    /// The platform that images are built for, such as `linux/amd64`.
    String platform();

    /// How user ids of this machine come into containers.
    ///
    /// @throws dev.kdn.error.RefusedException if kdn cannot work with what the engine does
    UserMapping users();

    /// Whether it has a store of secrets of its own.
    default boolean keepsSecrets() {
        return false;
    }

    /// Whether its own store has a secret of that name.
    default boolean hasSecret(String name) {
        return false;
    }

    /// Runs a short program in a container that runs, with that input; the program's words are not kept.
    ///
    /// @param root whether as root instead of the container's user, and with [#ROOT_ENVIRONMENT]
    /// @param argv with the absolute path of the program
    /// @throws dev.kdn.error.EngineException if it does not end with 0
    void feed(String id, boolean root, List<String> argv, String input);

    EngineImages images();

    EngineNetworks networks();

    EngineContainers containers();
}
