/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who the processes of a workspace run as, so that the sources keep their owner.
///
/// @param uid 0 only if the sources belong to root
public record WorkspaceUser(int uid, int gid) {
    /// The superuser and its group.
    public static final WorkspaceUser ROOT = new WorkspaceUser(0, 0);

    public WorkspaceUser {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("user and group ids are not negative");
        }
    }

    /// The caller itself; for root the owner of the sources instead, so that an agent is not root without need.
    public static WorkspaceUser of(int callerUid, int callerGid, Path sources) {
        if (callerUid != 0) {
            return new WorkspaceUser(callerUid, callerGid);
        }
        try {
            int uid = (Integer) Files.getAttribute(sources, "unix:uid");
            int gid = (Integer) Files.getAttribute(sources, "unix:gid");
            return new WorkspaceUser(uid, gid);
        } catch (IOException e) {
            throw new StorageException("cannot find out who owns " + sources + ": " + e.getMessage(), null, e);
        }
    }

    public boolean isRoot() {
        return uid == 0;
    }

    /// `uid:gid`, as engines want it.
    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
