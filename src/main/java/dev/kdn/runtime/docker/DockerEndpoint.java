/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.ConfigurationException;
import dev.kdn.runtime.EngineStatus.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engine that kdn works with, found as the docker CLI finds it.
///
/// @param address where it listens
/// @param source who says so, in words: `DOCKER_HOST`, `docker context "name"`, `default`
/// @param remedy how to choose another one
record DockerEndpoint(EngineAddress address, String source, String remedy) {
    private static final Path SYSTEM_SOCKET = Path.of("/var/run/docker.sock");

    /// Looks into `DOCKER_HOST`, `DOCKER_CONTEXT`, the CLI's chosen context, the socket of the system and those of
    /// rootless engines, in this order. Connects to nothing.
    ///
    /// @param environment what kdn was started with
    /// @throws ConfigurationException if what they say cannot be used
    static DockerEndpoint find(Map<String, String> environment, Path home) {
        String host = environment.getOrDefault("DOCKER_HOST", "").strip();
        if (!host.isEmpty()) {
            EngineAddress address = AddressParser.of(
                            "DOCKER_HOST",
                            "set DOCKER_HOST to unix:///PATH, tcp://HOST:PORT or ssh://[USER@]HOST, or unset it")
                    .parse(host, () -> TlsVariables.read(environment, DockerFolder.of(environment, home)));
            return new DockerEndpoint(address, "DOCKER_HOST", "correct or unset DOCKER_HOST");
        }
        DockerFolder folder = new DockerFolder(DockerFolder.of(environment, home));
        String named = environment.getOrDefault("DOCKER_CONTEXT", "").strip();
        String context = named.isEmpty() ? folder.currentContext() : named;
        if (!context.isEmpty() && !context.equals("default")) {
            String remedy = named.isEmpty()
                    ? "see 'docker context ls', or run 'docker context use default'"
                    : "correct or unset DOCKER_CONTEXT, see 'docker context ls'";
            return new DockerEndpoint(folder.context(context, remedy), "docker context \"" + context + "\"", remedy);
        }
        return new DockerEndpoint(
                new EngineAddress.Unix(socket(environment, home)),
                "default",
                "name another engine with DOCKER_HOST or 'docker context use'");
    }

    private static Path socket(Map<String, String> environment, Path home) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        List<Path> sockets = List.of(
                SYSTEM_SOCKET,
                runtime.startsWith("/") ? Path.of(runtime, "docker.sock") : SYSTEM_SOCKET,
                home.resolve(".docker/run/docker.sock"));
        for (Path socket : sockets) {
            if (Files.exists(socket)) {
                return socket;
            }
        }
        return SYSTEM_SOCKET;
    }

    /// Whether files of this machine are the engine's files, too, as far as the address tells.
    boolean isLocal() {
        return address instanceof EngineAddress.Unix;
    }

    /// Whether it might answer: of a socket in the file system whether it is there, of others nothing is known.
    boolean seemsThere() {
        return socketFile().map(Files::exists).orElse(true);
    }

    /// The socket of an engine of this machine.
    Optional<Path> socketFile() {
        return address instanceof EngineAddress.Unix unix ? Optional.of(unix.file()) : Optional.empty();
    }

    /// The same in the words of all runtimes.
    Endpoint described() {
        return new Endpoint(address.toString(), source, isLocal());
    }

    /// Address and source, without secrets.
    @Override
    public String toString() {
        return address + " (" + source + ")";
    }

    /// What connects to it.
    ///
    /// @param environment for ssh
    Dialer dialer(Map<String, String> environment) {
        return switch (address) {
            case EngineAddress.Unix unix -> new UnixDialer(unix.file());
            case EngineAddress.Tcp tcp ->
                tcp.tls().<Dialer>map(files -> new TlsDialer(tcp, files)).orElseGet(() -> new TcpDialer(tcp));
            case EngineAddress.Ssh ssh -> new SshDialer(ssh, environment);
        };
    }
}
