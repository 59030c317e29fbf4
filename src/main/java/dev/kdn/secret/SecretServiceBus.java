/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.CancelledException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.UnavailableException;
import dev.kdn.secret.SecretServiceApi.Prompt;
import dev.kdn.secret.SecretServiceApi.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/// A connection with the Secret Service of the user's session. Nothing is encrypted on the bus, which is a socket of
/// the same user.
final class SecretServiceBus {
    private static final String NAME = "org.freedesktop.secrets";
    private static final String PATH = "/org/freedesktop/secrets";
    private static final String NO_PROMPT = "/";
    private static final int CONNECT_MILLIS = 5000;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int PROMPT_SECONDS = 120;

    private final DBusConnection connection;
    private final Service service;
    private final DBusPath session;

    private SecretServiceBus(DBusConnection connection, Service service, DBusPath session) {
        this.connection = connection;
        this.service = service;
        this.session = session;
    }

    /// A call of the service.
    @FunctionalInterface
    interface Call<T> {
        T run() throws DBusException;
    }

    /// Connects.
    ///
    /// @param address of the session's bus
    /// @throws UnavailableException if there is no bus, or no Secret Service on it
    static SecretServiceBus connect(String address, IntSupplier uid) {
        return connect(address, uid, CONNECT_LIMIT);
    }

    /// With another limit, for tests.
    static SecretServiceBus connect(String address, IntSupplier uid, Duration limit) {
        CompletableFuture<SecretServiceBus> made = new CompletableFuture<>();
        // No time-out of the library spans the greeting of a bus that accepts and then says nothing.
        Thread thread = Thread.ofPlatform().daemon().name("keychain").start(() -> {
            try {
                made.complete(connectNow(address, uid));
            } catch (Throwable failure) {
                made.completeExceptionally(failure);
            }
        });
        try {
            return made.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            thread.interrupt();
            throw noAnswer("the bus at " + address + " says nothing", silent);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw new CancelledException("cancelled while connecting with the keychain", null, e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private static SecretServiceBus connectNow(String address, IntSupplier uid) {
        return call(() -> {
            DBusConnection connection = open(address, uid);
            Service service = connection.getRemoteObject(NAME, PATH, Service.class);
            return new SecretServiceBus(connection, service, service.openSession("plain", new Variant<>("")).second);
        });
    }

    private static DBusConnection open(String address, IntSupplier uid) throws DBusException {
        try {
            DBusConnectionBuilder builder =
                    DBusConnectionBuilder.forAddress(address).withShared(false);
            var transport = builder.transportConfig().withTimeout(CONNECT_MILLIS);
            return transport
                    .configureSasl()
                    .withSaslUid((long) uid.getAsInt())
                    .back()
                    .back()
                    .build();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException unusable) {
            // Of addresses that are none.
            throw noAnswer("DBUS_SESSION_BUS_ADDRESS cannot be used: " + reason(unusable), unusable);
        }
    }

    Service service() {
        return service;
    }

    /// For which values are encoded.
    DBusPath session() {
        return session;
    }

    /// The object at that path.
    <T extends DBusInterface> T at(DBusPath path, Class<T> type) {
        return call(() -> connection.getRemoteObject(NAME, path.getPath(), type));
    }

    /// Runs a call and says in words what the bus answers.
    static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (DBusException | DBusExecutionException e) {
            throw noAnswer(reason(e), e);
        }
    }

    private static UnavailableException noAnswer(String why, Exception cause) {
        return new UnavailableException(
                "no keychain answers (Secret Service over D-Bus): " + why, KeychainItem.REMEDY, cause);
    }

    private static String reason(Exception e) {
        String text = String.valueOf(e.getMessage()).strip();
        return text.lines()
                .findFirst()
                .filter(line -> !line.equals("null"))
                .orElse(e.getClass().getSimpleName());
    }

    /// Unlocks what is locked; the service may ask the user.
    ///
    /// @throws RefusedException if it stays locked
    void unlock(List<DBusPath> objects) {
        if (!objects.isEmpty()) {
            answer(call(() -> service.unlock(objects)).second);
        }
    }

    /// Has the service ask its question, if it has one.
    void answer(DBusPath path) {
        if (path.getPath().equals(NO_PROMPT)) {
            return;
        }
        CompletableFuture<Boolean> dismissed = new CompletableFuture<>();
        Prompt prompt = at(path, Prompt.class);
        try (AutoCloseable _ = call(() -> connection.addSigHandler(
                Prompt.Completed.class, NAME, prompt, signal -> dismissed.complete(signal.isDismissed())))) {
            call(() -> {
                prompt.prompt("");
                return true;
            });
            if (dismissed.get(PROMPT_SECONDS, TimeUnit.SECONDS)) {
                throw locked("nobody unlocked it");
            }
        } catch (TimeoutException late) {
            throw locked("nobody unlocked it within " + PROMPT_SECONDS + " seconds");
        } catch (InterruptedException e) {
            throw new CancelledException("cancelled while the keychain was locked", null, e);
        } catch (UnavailableException noPrompt) {
            throw locked("it cannot ask for its password here");
        } catch (RefusedException known) {
            throw known;
        } catch (ExecutionException impossible) {
            throw locked("its answer cannot be read");
        } catch (Exception e) { // of closing, which says AutoCloseable
            throw new IllegalStateException(e);
        }
    }

    private static RefusedException locked(String why) {
        return new RefusedException(
                "the keychain is locked: " + why, "unlock it and try again, or " + KeychainItem.REMEDY);
    }
}
