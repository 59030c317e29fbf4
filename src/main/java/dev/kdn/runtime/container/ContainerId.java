/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.NotFoundException;
import java.util.HexFormat;

/// The ids that engines give containers.
public final class ContainerId {
    private static final int SHORTEST = 12;

    private ContainerId() {}

    /// The id, if it is one; a damaged record must not reach an engine as an option or as somebody's name.
    ///
    /// @throws NotFoundException if it is none
    public static String checked(String id) {
        boolean hexadecimal = id.chars().allMatch(HexFormat::isHexDigit);
        if (!hexadecimal || id.length() < SHORTEST) {
            throw gone(id);
        }
        return id;
    }

    /// For a container that the engine does not have.
    public static NotFoundException gone(String id) {
        return new NotFoundException(
                "runtime instance not found: " + id,
                "its container was removed behind kdn's back; remove the workspace and init it again");
    }
}
