/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.container.ContainerSpec;
import java.io.EOFException;
import java.io.IOException;

/// Puts what goes wrong with an engine into kdn's words.
///
/// @param endpoint which engine
record DockerTroubles(DockerEndpoint endpoint) {
    /// The exception for a call that failed.
    ///
    /// @param what was to be done, such as `start the container`
    /// @return of kdn's family, or `failure` itself if it is a fault of the program
    RuntimeException of(String what, RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled(what);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            RuntimeException known = switch (cause) {
                case KdnException e -> e;
                case DockerException e -> refused(what, e.getHttpStatus(), body(e));
                case IOException e -> broken(what, e);
                default -> null;
            };
            if (known != null) {
                return known;
            }
        }
        return failure;
    }

    /// The call was cancelled; from here on the thread can wait again.
    static CancelledException cancelled(String what) {
        boolean ignored = Thread.interrupted(); // see CancelledException
        return new CancelledException("cancelled: " + what);
    }

    /// docker-java puts its own words before the body.
    private static String body(DockerException failure) {
        String text = String.valueOf(failure.getMessage());
        String prefix = "Status " + failure.getHttpStatus() + ": ";
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    /// The exception for an answer that tells of a failure.
    ///
    /// @param status of HTTP
    /// @param body of the answer
    KdnException refused(String what, int status, String body) {
        String message = "cannot " + what + ": " + EngineMessage.of(body);
        if (status == 400 && body.contains("HTTPS server")) {
            return speaksTls();
        }
        return switch (status) {
            case 404 -> new NotFoundException(message);
            case 409 -> new ConflictException(message);
            default -> new EngineException(message);
        };
    }

    /// Why a container was not made. What is missing by then is nothing that the user could name, but for a folder of
    /// another machine.
    KdnException notMade(ContainerSpec spec, KdnException failure) {
        String message = String.valueOf(failure.getMessage());
        for (ContainerSpec.Mount mount : spec.mounts()) {
            if (!endpoint.isLocal() && message.contains(mount.host().toString())) {
                return new EngineException(
                        "docker at " + endpoint + " cannot mount its folder " + mount.host() + ": " + message,
                        "make that folder on the engine's machine, or name another one with --sources-on-engine",
                        failure);
            }
        }
        return failure instanceof NotFoundException ? new EngineException(message, null, failure) : failure;
    }

    /// A container that is there, but not what it needs, such as its network.
    static EngineException notStarted(String workspace, NotFoundException missing) {
        return new EngineException(
                String.valueOf(missing.getMessage()),
                "have its container made anew with '" + MendingCommand.of("kdn", "recreate", workspace) + "'",
                missing);
    }

    private UnavailableException speaksTls() {
        return new UnavailableException(
                "docker at " + endpoint + " speaks TLS",
                "set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem");
    }

    private KdnException broken(String what, IOException failure) {
        return switch (failure) {
            case DialFailure e -> unreachable(e);
            case LimitReached e ->
                new TimedOutException(
                        "cannot " + what + ": " + e.getMessage() + " from docker at " + endpoint, remedy(), e);
            case EOFException e ->
                new EngineException("cannot " + what + ": " + e.getMessage(), "try again; " + remedy(), e);
            default ->
                new EngineException(
                        "cannot " + what + ": the connection with docker at " + endpoint + " broke: "
                                + failure.getMessage(),
                        null,
                        failure);
        };
    }

    private UnavailableException unreachable(DialFailure failure) {
        return new UnavailableException(
                "cannot reach docker at " + endpoint + ": " + EngineMessage.of(String.valueOf(failure.getMessage())),
                remedy(failure),
                failure);
    }

    private String remedy(DialFailure failure) {
        boolean denied = "permission denied".equals(failure.getMessage());
        return denied && endpoint.isLocal()
                ? "run 'sudo usermod -aG docker $USER' and log in again, or " + endpoint.remedy()
                : remedy();
    }

    private String remedy() {
        return switch (endpoint.address()) {
            case EngineAddress.Unix unix -> startIt(unix.file().toString()) + ", or " + endpoint.remedy();
            case EngineAddress.Tcp _ -> "check that the engine runs there, or " + endpoint.remedy();
            case EngineAddress.Ssh ssh -> "try " + trial(ssh) + ", or " + endpoint.remedy();
        };
    }

    private static String startIt(String socket) {
        boolean system = socket.equals("/var/run/docker.sock") || socket.equals("/run/docker.sock");
        if (system) {
            return "start it with 'sudo systemctl start docker'";
        }
        return socket.startsWith("/run/user/") || socket.endsWith("/.docker/run/docker.sock")
                ? "start it with 'systemctl --user start docker'"
                : "start the engine of that socket";
    }

    private static String trial(EngineAddress.Ssh ssh) {
        String port = ssh.port().isPresent() ? "-p " + ssh.port().getAsInt() + " " : "";
        return "'ssh " + port + ssh.user().map(user -> user + "@").orElse("") + ssh.host() + " docker version'";
    }
}
