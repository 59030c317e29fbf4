/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A `podman` that goes in front of the real one on PATH and stays with one of its calls until it is ended, so that a
/// test knows where kdn is.
final class SlowPodman {
    private final Path folder;
    private final Path real;

    SlowPodman(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.real = Stream.of(System.getenv("PATH").split(":"))
                .map(part -> Path.of(part, "podman"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Path script = folder.resolve("podman");
        Files.writeString(script, """
            #!/bin/sh
            call=$(($(cat "%1$s/calls") + 1))
            echo "$call" >"%1$s/calls"
            echo "$1 $2" >>"%1$s/words"
            read -r at when <"%1$s/at"
            if [ "$call" = "$at" ]; then
              [ "$when" = before ] || %2$s "$@"
              : >"%1$s/reached"
              sleep 60
            fi
            exec %2$s "$@"
            """.formatted(folder, real));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        stayAt(0, "before");
    }

    String path() {
        return folder + ":" + System.getenv("PATH");
    }

    /// From now on calls are counted anew.
    ///
    /// @param call 1 is the first one, 0 none
    /// @param when `before` or `after` it has had its effect
    void stayAt(int call, String when) throws IOException {
        Files.writeString(folder.resolve("calls"), "0\n");
        Files.writeString(folder.resolve("at"), call + " " + when + "\n");
        Files.deleteIfExists(folder.resolve("words"));
        Files.deleteIfExists(folder.resolve("reached"));
    }

    boolean isReached() {
        return Files.exists(folder.resolve("reached"));
    }

    /// The first two words of each call.
    List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("words"));
    }
}
