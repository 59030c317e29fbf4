/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class RemoteDockerSshIT extends RemoteDockerContract {
    @Override
    Kdn at(Kdn kdn) {
        return kdn.with("DOCKER_HOST", address()).with("PATH", sshFolder(kdn.home()) + ":" + variable("PATH"));
    }

    @Override
    String address() {
        return variable("TESTBED_REMOTE_SSH");
    }

    /// Of an ssh that knows the test bed's keys.
    private static Path sshFolder(Path home) {
        try {
            Path program = Files.createDirectories(home.resolve("bin")).resolve("ssh");
            Files.writeString(
                    program,
                    "#!/bin/sh\nexec /usr/bin/ssh -F '" + variable("TESTBED_REMOTE_SSH_CONFIG") + "' \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return program.resolveSibling(".").normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
