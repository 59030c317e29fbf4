/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.core.util.CertificateUtils;
import dev.kdn.error.ConfigurationException;
import dev.kdn.storage.BoundedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// What the files of a [TlsFiles] mean to Java.
///
/// @param sockets makes TLS sockets
record TlsContext(SSLSocketFactory sockets) {
    private static final int MAX_BYTES = 1 << 20;
    private static final char[] NO_PASSWORD = {};

    /// Reads the files.
    ///
    /// @throws ConfigurationException if one of them cannot be read or is not what it should be
    static TlsContext of(TlsFiles files) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ownKeys(files), trusted(files), null);
            return new TlsContext(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("cannot use the TLS files of the engine: " + e.getMessage(), null, e);
        }
    }

    private static KeyManager @Nullable [] ownKeys(TlsFiles files) throws GeneralSecurityException {
        if (files.certificate().isEmpty() || files.key().isEmpty()) {
            return null;
        }
        KeyStore store = newStore();
        Certificate[] chain = certificates(files.certificate().get()).toArray(Certificate[]::new);
        store.setKeyEntry("own", privateKey(files.key().get()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trusted(TlsFiles files) throws GeneralSecurityException {
        if (!files.verify()) {
            return new TrustManager[] {new Anybody()};
        }
        Optional<Path> authority = files.authority();
        if (authority.isEmpty()) {
            return null;
        }
        KeyStore store = newStore();
        int number = 0;
        for (Certificate certificate : certificates(authority.get())) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore newStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, NO_PASSWORD);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(BoundedFile.read(file, MAX_BYTES)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("certificate", file, e);
        }
        throw unusable("certificate", file, null);
    }

    /// PKCS 8, PKCS 1 and SEC 1 alike, which Java does not read by itself.
    private static PrivateKey privateKey(Path file) {
        try {
            PrivateKey key = CertificateUtils.loadPrivateKey(
                    new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.US_ASCII));
            if (key != null) {
                return key;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("private key", file, e);
        }
        throw unusable("private key", file, null);
    }

    /// Without what the readers say: it could quote the file.
    private static ConfigurationException unusable(String what, Path file, @Nullable Exception cause) {
        String hint = "see DOCKER_CERT_PATH, or 'docker context inspect'";
        String message = "cannot read the " + what + " " + file;
        return cause == null
                ? new ConfigurationException(message + ": there is none in it", hint)
                : new ConfigurationException(message, hint, cause);
    }
}
