/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.secret.FileCipher.Sealed;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values in one file, encrypted with a passphrase of the user. The file is replaced as a whole; whoever writes holds
/// the lock of the secrets.
public final class EncryptedFile implements ValueStore {
    private final Path file;
    private final Passphrase passphrase;
    private final FileCipher.Cost cost;
    private @Nullable FileCipher cipher;

    EncryptedFile(Path file, Passphrase passphrase) {
        this(file, passphrase, FileCipher.COST);
    }

    /// With another cost, for tests.
    EncryptedFile(Path file, Passphrase passphrase, FileCipher.Cost cost) {
        this.cost = cost;
        this.file = file;
        this.passphrase = passphrase;
    }

    /// Where the passphrase comes from.
    @FunctionalInterface
    public interface Passphrase {
        /// The passphrase.
        ///
        /// @param fresh whether it is a new one, which the user should repeat
        String ask(boolean fresh);
    }

    @Override
    public void open() {
        Map<String, String> _ = values();
    }

    /// Whoever makes the file chooses its passphrase.
    @Override
    public void openToPut() {
        open();
        FileCipher _ = cipher();
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(values().get(name));
    }

    @Override
    public void put(String name, String value) {
        Map<String, String> values = values();
        values.put(name, value);
        write(values);
    }

    @Override
    public void delete(String name) {
        Map<String, String> values = values();
        if (values.remove(name) != null) {
            write(values);
        }
    }

    private void write(Map<String, String> values) {
        FlatJson.write(
                file, cipher().seal(new JsonWriter().texts(values).toBytes()).members());
    }

    private FileCipher cipher() {
        FileCipher known = cipher;
        if (known == null) {
            known = FileCipher.fresh(passphrase.ask(true), cost);
            cipher = known;
        }
        return known;
    }

    private Map<String, String> values() {
        Optional<Map<String, String>> members = FlatJson.read(file);
        if (members.isEmpty()) {
            return new TreeMap<>();
        }
        Sealed sealed = Sealed.of(members.get())
                .orElseThrow(() -> new StorageException(
                        "the file of encrypted secrets is damaged, or of a newer kdn: " + file,
                        "restore it from a backup"));
        FileCipher known = cipher;
        if (known == null || !known.fits(sealed)) {
            known = FileCipher.of(passphrase.ask(false), sealed);
        }
        byte[] plain = known.open(sealed)
                .orElseThrow(() -> new RefusedException(
                        "cannot decrypt " + file + ": the passphrase is wrong, or somebody changed the file",
                        "give the passphrase that it was made with, by prompt or in KDN_SECRET_PASSPHRASE"));
        cipher = known;
        return parse(plain);
    }

    private static Map<String, String> parse(byte[] plain) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(plain)) {
            JsonToken _ = parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken _ = parser.nextToken();
                values.put(name, parser.getText());
            }
        } catch (IOException unexpected) { // no cause, which could quote a value
            throw new StorageException("the encrypted secrets are not what kdn wrote");
        }
        return values;
    }
}
