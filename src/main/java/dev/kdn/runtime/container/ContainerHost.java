/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.SecretSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// What runtimes have to know of the machine and the process.
///
/// @param home the user's home folder
/// @param uid of the calling user
/// @param gid of the calling user
/// @param platform such as `linux/amd64`
/// @param environment kdn's own
/// @param notes for remarks to the user while a terminal is open
/// @param secrets of kdn
/// @param baseImage the user's default for images, if there is one
public record ContainerHost(
        Path home,
        IntSupplier uid,
        IntSupplier gid,
        String platform,
        Map<String, String> environment,
        Consumer<String> notes,
        SecretSource secrets,
        Supplier<Optional<String>> baseImage) {
    /// A machine whose user has no secrets and no settings.
    public ContainerHost(
            Path home,
            IntSupplier uid,
            IntSupplier gid,
            String platform,
            Map<String, String> environment,
            Consumer<String> notes) {
        this(home, uid, gid, platform, environment, notes, SecretSource.NONE, Optional::empty);
    }

    public ContainerHost {
        environment = Map.copyOf(environment);
    }
}
