/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.UnavailableException;
import dev.kdn.process.CommandRunner;
import dev.kdn.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The stores of values on this machine, made when they are first used.
///
/// @param storage whose secrets they are
/// @param environment kdn's own
/// @param system as the property `os.name` says
/// @param uid of the calling user
public record ValueStores(
        Storage storage,
        Map<String, String> environment,
        String system,
        IntSupplier uid,
        Supplier<CommandRunner> runner,
        EncryptedFile.Passphrase passphrase) {
    public ValueStores {
        environment = Map.copyOf(environment);
    }

    /// Gives the store of a kind, the same one each time.
    public Function<ValueStore.Kind, ValueStore> byKind() {
        Map<ValueStore.Kind, ValueStore> made = new EnumMap<>(ValueStore.Kind.class);
        return kind -> made.computeIfAbsent(kind, this::make);
    }

    private ValueStore make(ValueStore.Kind kind) {
        return switch (kind) {
            case FILE -> new EncryptedFile(storage.root().resolve("secret-values.json"), passphrase);
            case KEYCHAIN ->
                system.startsWith("Mac")
                        ? new MacKeychain(storage::ensureId, runner.get())
                        : new SecretServiceKeychain(
                                storage::ensureId, () -> SecretServiceBus.connect(busAddress(), uid));
        };
    }

    private String busAddress() {
        String address = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (!address.isEmpty()) {
            return address;
        }
        String folder = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path socket = Path.of(folder.isEmpty() ? "/nonexistent" : folder, "bus");
        if (!Files.exists(socket)) {
            throw new UnavailableException(
                    "no keychain answers: there is no D-Bus session (DBUS_SESSION_BUS_ADDRESS is not set)",
                    KeychainItem.REMEDY);
        }
        return "unix:path=" + socket;
    }
}
