/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.error.KdnException;
import java.util.Optional;

/// How the engine of a runtime is.
///
/// @param endpoint where it is asked; empty if that is not known
/// @param engine what it tells of itself; empty if it does not answer
/// @param trouble what keeps kdn from working with it, or may do so; there is one if it does not answer
public record EngineStatus(Optional<Endpoint> endpoint, Optional<Engine> engine, Optional<Trouble> trouble) {
    public EngineStatus {
        if (engine.isEmpty() && trouble.isEmpty()) {
            throw new IllegalArgumentException("an engine that does not answer, for no reason");
        }
    }

    /// Where an engine is asked. A password in the address is dropped.
    ///
    /// @param address a URI, or the path of the engine's program
    /// @param source who says so, such as `CONTAINER_HOST` or `PATH`
    /// @param local whether the engine runs on this machine
    public record Endpoint(String address, String source, boolean local) {
        public Endpoint {
            address = address.replaceFirst("(://[^/@:]*):[^/@]*@", "$1@");
        }
    }

    /// What an engine tells of itself; what it does not tell is empty.
    public record Engine(String version, Optional<Boolean> rootless, String storageDriver) {}

    /// What is wrong.
    ///
    /// @param remedy what mends it, as a sentence without its end
    public record Trouble(String reason, Optional<String> remedy) {}

    /// An engine that did not answer.
    public static EngineStatus silent(Optional<Endpoint> endpoint, String reason, String remedy) {
        return new EngineStatus(endpoint, Optional.empty(), Optional.of(new Trouble(reason, Optional.of(remedy))));
    }

    /// An engine that cannot be asked, in the words of the failure.
    public static EngineStatus silent(Optional<Endpoint> endpoint, KdnException failure) {
        Trouble trouble = new Trouble(String.valueOf(failure.getMessage()), failure.hint());
        return new EngineStatus(endpoint, Optional.empty(), Optional.of(trouble));
    }

    public boolean isReachable() {
        return engine.isPresent();
    }

    /// Whether it answers and nothing is known that would keep kdn from working with it. Such a runtime may be taken
    /// when none is named, so one that could only work with less isolation has a trouble.
    public boolean isUsable() {
        return engine.isPresent() && trouble.isEmpty();
    }
}
