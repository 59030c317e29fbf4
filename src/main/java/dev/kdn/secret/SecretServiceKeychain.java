/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.secret.SecretServiceApi.Collection;
import dev.kdn.secret.SecretServiceApi.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.DBusMapType;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/// The keychain of Linux desktops: gnome-keyring, KWallet, KeePassXC and whatever else is a Secret Service.
final class SecretServiceKeychain implements ValueStore {
    private static final String SERVICE = "org.freedesktop.Secret.Service";
    private static final String ITEM = "org.freedesktop.Secret.Item.";
    private static final DBusPath SERVICE_PATH = new DBusPath("/org/freedesktop/secrets");
    private static final DBusPath LOGIN = new DBusPath("/org/freedesktop/secrets/collection/login");
    private static final String TEXT = "text/plain; charset=utf8";

    private final Supplier<String> storageId;
    private final Supplier<SecretServiceBus> connector;
    private @Nullable SecretServiceBus bus;

    /// @param storageId made now if there is none
    SecretServiceKeychain(Supplier<String> storageId, Supplier<SecretServiceBus> connector) {
        this.storageId = storageId;
        this.connector = connector;
    }

    @Override
    public void open() {
        bus().unlock(List.of(collection()));
    }

    private SecretServiceBus bus() {
        SecretServiceBus known = bus;
        if (known == null) {
            known = connector.get();
            bus = known;
        }
        return known;
    }

    @Override
    public Optional<String> find(String name) {
        KeychainItem item = item(name);
        return read(item.account()).or(() -> read(item.referenceAccount()));
    }

    private Optional<String> read(String account) {
        Optional<DBusPath> found = search(account);
        return found.map(path -> {
            Item item = bus().at(path, Item.class);
            byte[] value = SecretServiceBus.call(() -> item.getSecret(bus().session())).value;
            return new String(value, StandardCharsets.UTF_8);
        });
    }

    /// The first item of that account, unlocked.
    private Optional<DBusPath> search(String account) {
        var found = SecretServiceBus.call(() -> bus().service().searchItems(attributes(account)));
        if (!found.first.isEmpty()) {
            return Optional.of(found.first.getFirst());
        }
        if (found.second.isEmpty()) {
            return Optional.empty();
        }
        DBusPath locked = found.second.getFirst();
        bus().unlock(List.of(locked));
        return Optional.of(locked);
    }

    @Override
    public void put(String name, String value) {
        KeychainItem item = item(name);
        Map<String, Variant<?>> properties = Map.of(
                ITEM + "Label",
                new Variant<>(item.label()),
                ITEM + "Attributes",
                new Variant<>(attributes(item.account()), new DBusMapType(String.class, String.class)));
        SecretServiceApi.Secret secret =
                new SecretServiceApi.Secret(bus().session(), new byte[0], value.getBytes(StandardCharsets.UTF_8), TEXT);
        Collection collection = bus().at(collection(), Collection.class);
        bus().answer(SecretServiceBus.call(() -> collection.createItem(properties, secret, true)).second);
    }

    @Override
    public void delete(String name) {
        search(item(name).account()).ifPresent(path -> {
            Item item = bus().at(path, Item.class);
            bus().answer(SecretServiceBus.call(item::delete));
        });
    }

    @Override
    public boolean hasOfReference(String name) {
        var found = SecretServiceBus.call(
                () -> bus().service().searchItems(attributes(item(name).referenceAccount())));
        return !found.first.isEmpty() || !found.second.isEmpty();
    }

    private KeychainItem item(String name) {
        return new KeychainItem(storageId.get(), name);
    }

    private static Map<String, String> attributes(String account) {
        return Map.of("service", KeychainItem.SERVICE, "username", account);
    }

    /// Where new items go, as with the reference.
    private DBusPath collection() {
        Properties properties = bus().at(SERVICE_PATH, Properties.class);
        List<DBusPath> all = SecretServiceBus.call(() -> properties.Get(SERVICE, "Collections"));
        return all.contains(LOGIN)
                ? LOGIN
                : SecretServiceBus.call(() -> bus().service().readAlias("default"));
    }
}
