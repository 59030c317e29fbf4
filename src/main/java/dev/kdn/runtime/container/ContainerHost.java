/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.SecretSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// What runtimes have to know of the machine and the process.
///
/// @param home the user's home folder
/// @param uid of the calling user
/// @param gid of the calling user
/// @param platform such as `linux/amd64`
/// @param environment kdn's own
/// @param notes for remarks to the user while a terminal is open
/// @param secrets of kdn
public record ContainerHost(
        Path home,
        IntSupplier uid,
        IntSupplier gid,
        String platform,
        Map<String, String> environment,
        Consumer<String> notes,
        SecretSource secrets) {
    /// A machine without secrets of kdn.
    public ContainerHost(
            Path home,
            IntSupplier uid,
            IntSupplier gid,
            String platform,
            Map<String, String> environment,
            Consumer<String> notes) {
        this(home, uid, gid, platform, environment, notes, SecretSource.NONE);
    }

    public ContainerHost {
        environment = Map.copyOf(environment);
    }
}
