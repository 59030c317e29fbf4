/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// Where an engine listens. As text it is what `DOCKER_HOST` would hold; there is no secret in it.
sealed interface EngineAddress {
    /// A socket in the file system: the engine is on this machine, or is made to look so.
    ///
    /// @param file absolute
    record Unix(Path file) implements EngineAddress {
        @Override
        public String toString() {
            return "unix://" + file;
        }
    }

    /// A port.
    ///
    /// @param host name or address, IPv6 without brackets
    record Tcp(String host, int port, Optional<TlsFiles> tls) implements EngineAddress {
        @Override
        public String toString() {
            return "tcp://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /// A machine that has the docker CLI, by ssh.
    ///
    /// @param socket of the engine over there, if not its CLI's default
    record Ssh(Optional<String> user, String host, OptionalInt port, Optional<String> socket) implements EngineAddress {
        @Override
        public String toString() {
            return "ssh://" + user.map(name -> name + "@").orElse("")
                    + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                    + (port.isPresent() ? ":" + port.getAsInt() : "") + socket.orElse("");
        }
    }
}
