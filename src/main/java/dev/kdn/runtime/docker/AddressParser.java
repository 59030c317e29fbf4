/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Reads addresses of engines as `DOCKER_HOST` and docker contexts have them.
///
/// @param origin who says so, for messages
/// @param remedy what to do about a wrong one
record AddressParser(String origin, String remedy) {
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    static AddressParser of(String origin, String remedy) {
        return new AddressParser(origin, remedy);
    }

    /// Reads one.
    ///
    /// @param tls asked for TCP only
    /// @throws ConfigurationException if it cannot be used
    EngineAddress parse(String text, Supplier<Optional<TlsFiles>> tls) {
        int colon = text.indexOf("://");
        if (colon < 0 && text.startsWith("/")) {
            throw wrong("the scheme is missing, it has to be unix://" + text);
        }
        // As the docker CLI: HOST:PORT means tcp.
        String scheme = colon < 0 ? "tcp" : text.substring(0, colon);
        String rest = colon < 0 ? text : text.substring(colon + "://".length());
        return switch (scheme) {
            case "unix" -> new EngineAddress.Unix(socket(rest));
            case "tcp" -> tcp(rest, tls.get());
            case "ssh" -> ssh(rest);
            case "http", "https" -> throw wrong(scheme + ":// is no address of an engine, tcp:// is");
            default -> throw wrong("kdn knows unix://, tcp:// and ssh:// only, not " + scheme + "://");
        };
    }

    private Path socket(String rest) {
        if (rest.isEmpty()) {
            return Path.of("/var/run/docker.sock");
        }
        try {
            Path file = Path.of(rest);
            if (file.isAbsolute()) {
                return file.normalize();
            }
        } catch (InvalidPathException notAFileName) {
            // said below
        }
        throw wrong("the path of the socket is not absolute, as in unix:///var/run/docker.sock");
    }

    private EngineAddress tcp(String rest, Optional<TlsFiles> tls) {
        Authority authority = authority(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
        if (authority.user().isPresent() || authority.host().indexOf('/') >= 0) {
            throw wrong("it has to be tcp://HOST:PORT and nothing more");
        }
        String host = authority.host().isEmpty() ? "localhost" : authority.host();
        return new EngineAddress.Tcp(host, authority.port().orElse(tls.isPresent() ? TLS_PORT : PLAIN_PORT), tls);
    }

    private EngineAddress ssh(String rest) {
        int slash = rest.indexOf('/');
        String path = slash < 0 || slash == rest.length() - 1 ? "" : rest.substring(slash);
        Authority authority = authority(slash < 0 ? rest : rest.substring(0, slash));
        String user = authority.user().orElse("");
        if (user.indexOf(':') >= 0) {
            throw wrong("ssh takes no password from it; use a key");
        }
        if (authority.host().isEmpty() || authority.host().startsWith("-") || user.startsWith("-")) {
            throw wrong("it has to be ssh://[USER@]HOST[:PORT]");
        }
        return new EngineAddress.Ssh(
                authority.user(),
                authority.host(),
                authority.port(),
                path.isEmpty() ? Optional.empty() : Optional.of(path));
    }

    private record Authority(Optional<String> user, String host, OptionalInt port) {}

    private Authority authority(String text) {
        if (text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw wrong("there are blanks in it");
        }
        int at = text.lastIndexOf('@');
        String place = text.substring(at + 1);
        int bracket = place.lastIndexOf(']');
        int colon = place.indexOf(':', bracket + 1);
        String host = colon < 0 ? place : place.substring(0, colon);
        if (place.startsWith("[") || bracket >= 0) {
            if (!host.startsWith("[") || bracket != host.length() - 1) {
                throw wrong("the brackets of its IPv6 address are wrong");
            }
            host = host.substring(1, bracket);
        }
        return new Authority(
                at < 0 ? Optional.empty() : Optional.of(text.substring(0, at)),
                host,
                colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(place.substring(colon + 1))));
    }

    private int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw wrong("the port is no number from 1 to 65535");
    }

    /// Without the address itself, which may hold a password.
    private ConfigurationException wrong(String reason) {
        return new ConfigurationException("cannot use the engine's address from " + origin + ": " + reason, remedy);
    }
}
