/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a shell script in the place of ssh.
@Timeout(20)
class SshDialerTest {
    @TempDir
    private Path folder;

    @Test
    void speaksThroughSsh() throws IOException {
        DockerConnection connection =
                ssh("echo \"$*\" > arguments; printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nOK'");

        assertThat(ping(connection)).isTrue();
        assertThat(folder.resolve("arguments")).hasContent("-T -o BatchMode=yes -l me -- far docker system dial-stdio");
    }

    @Test
    void tellsWhatSshComplainsOf() throws IOException {
        assertThatThrownBy(() -> ping(ssh("echo 'me@far: Permission denied (publickey).' >&2; exit 255")))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("cannot reach docker at ssh://me@far (DOCKER_HOST): me@far: Permission denied (publickey).")
                .extracting(e -> ((UnavailableException) e).hint().orElse(""))
                .isEqualTo("try 'ssh me@far docker version', or correct or unset DOCKER_HOST");
    }

    private static boolean ended(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenApply(_ -> true)
                .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void limitAndInterruptEndSsh() throws IOException {
        DockerConnection connection = ssh("echo $$ > pid; exec sleep 1000");
        assertThatThrownBy(() -> connection.ask(
                        "ping",
                        Patience.whole(Duration.ofSeconds(2)),
                        client -> client.pingCmd().exec()))
                .isInstanceOf(TimedOutException.class);
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ended(pid)).isTrue();

        Thread self = Thread.currentThread();
        Thread.ofPlatform().daemon().start(self::interrupt);
        assertThatThrownBy(() -> ping(connection)).isInstanceOf(CancelledException.class);
    }

    @Test
    void missingSshIsUnavailable() {
        DockerConnection connection =
                TestEngines.connection(Map.of("DOCKER_HOST", "ssh://me@far", "PATH", "/nonexistent"));

        assertThatThrownBy(() -> ping(connection))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("ssh: not found on PATH");
    }

    private static boolean ping(DockerConnection connection) {
        return connection.ask("ping", client -> {
            client.pingCmd().exec();
            return true;
        });
    }

    private DockerConnection ssh(String script) throws IOException {
        Path program = folder.resolve("ssh");
        Files.writeString(program, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return TestEngines.connection(Map.of("DOCKER_HOST", "ssh://me@far", "PATH", folder + ":/usr/bin:/bin"));
    }
}
