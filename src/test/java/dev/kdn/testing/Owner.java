/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.process.Posix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who owns a project of a test. Root gives its projects away, as kdn then runs workspaces for their owner; an ordinary
/// user has its own.
public record Owner(int uid, int gid) {
    /// An ordinary user in a group whose number Debian gives to `dialout` and macOS to `staff`.
    private static final Owner ORDINARY = new Owner(1001, 20);

    /// Of projects in end-to-end tests.
    public static Owner ofProjects() {
        return isRoot() ? ORDINARY : caller();
    }

    /// The user who runs the tests.
    public static Owner caller() {
        return new Owner(Posix.uid(), Posix.gid());
    }

    public static boolean isRoot() {
        return Posix.uid() == 0;
    }

    /// Gives a file or folder to this user, where that is possible and needed.
    public void own(Path path) {
        if (isRoot()) {
            try {
                Files.setAttribute(path, "unix:uid", uid);
                Files.setAttribute(path, "unix:gid", gid);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Who owns that file.
    public static Owner of(Path path) {
        try {
            return new Owner(
                    (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:gid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `uid:gid`.
    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
