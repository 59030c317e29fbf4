/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Decides which mounted folders get a label that lets containers in. A label stays on the files, so it is given only
/// where SELinux would keep the container out, and never to what the machine or a login depends on.
///
/// @param enforcing whether SELinux acts on labels here
/// @param home the real path of the user's home folder
record SelinuxLabels(boolean enforcing, Path home) {
    /// The kernel's own word for whether SELinux enforces; missing where there is no SELinux.
    static final Path ENFORCE = Path.of("/sys/fs/selinux/enforce");

    /// Reads the kernel's word.
    static SelinuxLabels read(Path enforce, Path home) {
        boolean enforcing;
        try {
            enforcing = Files.readString(enforce).strip().equals("1");
        } catch (IOException none) {
            enforcing = false;
        }
        return new SelinuxLabels(enforcing, real(home));
    }

    /// Whether that folder may get a label.
    ///
    /// @param host a real path
    /// @param chosen whether it is the project itself; anything else has to be below the home folder
    boolean allowedOn(Path host, boolean chosen) {
        boolean system = host.getNameCount() < 2 || home.startsWith(host);
        // The ssh server must be able to read it, or its owner is locked out.
        boolean login = host.startsWith(home.resolve(".ssh"));
        return enforcing && !system && !login && (chosen || host.startsWith(home));
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException gone) {
            return home;
        }
    }
}
