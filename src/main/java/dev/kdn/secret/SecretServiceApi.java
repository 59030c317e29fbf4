/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/// What kdn uses of the interface `org.freedesktop.secrets`, version 0.2. Public since the library makes proxies of
/// these.
public final class SecretServiceApi {
    private SecretServiceApi() {}

    /// The service itself.
    @DBusInterfaceName("org.freedesktop.Secret.Service")
    public interface Service extends DBusInterface {
        @DBusMemberName("OpenSession")
        Two<Variant<?>, DBusPath> openSession(String algorithm, Variant<?> input);

        /// Unlocked items, then locked ones.
        @DBusMemberName("SearchItems")
        Two<List<DBusPath>, List<DBusPath>> searchItems(Map<String, String> attributes);

        /// What is unlocked, and a prompt for the rest or `/`.
        @DBusMemberName("Unlock")
        Two<List<DBusPath>, DBusPath> unlock(List<DBusPath> objects);

        @DBusMemberName("ReadAlias")
        DBusPath readAlias(String name);
    }

    /// A collection of items.
    @DBusInterfaceName("org.freedesktop.Secret.Collection")
    public interface Collection extends DBusInterface {
        /// The item, or `/` and a prompt.
        @DBusMemberName("CreateItem")
        Two<DBusPath, DBusPath> createItem(Map<String, Variant<?>> properties, Secret secret, boolean replace);
    }

    /// A value with its attributes.
    @DBusInterfaceName("org.freedesktop.Secret.Item")
    public interface Item extends DBusInterface {
        @DBusMemberName("GetSecret")
        Secret getSecret(DBusPath session);

        /// A prompt or `/`.
        @DBusMemberName("Delete")
        DBusPath delete();
    }

    /// A question to the user, which the service itself asks.
    @DBusInterfaceName("org.freedesktop.Secret.Prompt")
    public interface Prompt extends DBusInterface {
        @DBusMemberName("Prompt")
        void prompt(String window);

        /// The user has answered.
        class Completed extends DBusSignal {
            private final boolean dismissed;

            /// As the library calls it.
            public Completed(String path, boolean dismissed, Variant<?> result) throws DBusException {
                super(path, dismissed, result);
                this.dismissed = dismissed;
            }

            boolean isDismissed() {
                return dismissed;
            }
        }
    }

    /// A value on its way.
    public static final class Secret extends Struct {
        /// For which it is encoded.
        @Position(0)
        public final DBusPath session;

        @Position(1)
        public final byte[] parameters;

        @Position(2)
        public final byte[] value;

        @Position(3)
        public final String contentType;

        /// As the library calls it.
        public Secret(DBusPath session, byte[] parameters, byte[] value, String contentType) {
            this.session = session;
            this.parameters = parameters.clone();
            this.value = value.clone();
            this.contentType = contentType;
        }
    }

    /// Two results of one call.
    public static final class Two<A, B> extends Tuple {
        @Position(0)
        public final A first;

        @Position(1)
        public final B second;

        /// As the library calls it.
        public Two(A first, B second) {
            this.first = first;
            this.second = second;
        }
    }
}
