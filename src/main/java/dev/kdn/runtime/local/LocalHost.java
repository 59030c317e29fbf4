/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.runtime.SecretSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// What the runtime has to know of this machine, of the process and of its user.
///
/// @param home the user's home folder
/// @param uid of the calling user
/// @param environment kdn's own
/// @param notes for remarks to the user while a terminal is open
/// @param secrets of kdn
/// @param mayDoWithout whether the settings allow workspaces without a sandbox where none can be made
/// @param showsPrograms whether the system tells whose programs are whose
/// @param confines whether this kernel can keep programs from the abstract sockets of others
public record LocalHost(
        Path home,
        IntSupplier uid,
        Map<String, String> environment,
        Consumer<String> notes,
        SecretSource secrets,
        BooleanSupplier mayDoWithout,
        BooleanSupplier showsPrograms,
        BooleanSupplier confines) {
    public LocalHost {
        environment = Map.copyOf(environment);
    }
}
