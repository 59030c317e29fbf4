/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id makes a key of a passphrase, AES-256-GCM encrypts with it. The header of a file is authenticated with its
/// content. The parameters are the second recommendation of RFC 9106.
final class FileCipher {
    private static final String FORMAT = "kdn-secrets-1 argon2id aes-256-gcm";
    private static final String AES = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /// Of new files.
    static final Cost COST = new Cost(64 << 10, 3, 4);

    private final Cost cost;
    private final byte[] salt;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private FileCipher(String passphrase, Cost cost, byte[] salt) {
        this.cost = cost;
        this.salt = salt.clone();
        this.key = new SecretKeySpec(derive(passphrase, cost, salt), "AES");
    }

    /// How much work it is to try a passphrase.
    record Cost(int memoryKib, int iterations, int lanes) {
        private static final int MAX_MEMORY_KIB = 128 << 10;

        /// Of a file that somebody may have tampered with: neither nothing nor more than there is.
        boolean isSane() {
            return memoryKib >= 8 << 10
                    && memoryKib <= MAX_MEMORY_KIB
                    && iterations >= 1
                    && iterations <= 16
                    && lanes >= 1
                    && lanes <= 16;
        }
    }

    /// An encrypted file.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps them
    record Sealed(Cost cost, byte[] salt, byte[] nonce, byte[] data) {
        /// The members of the file.
        Map<String, String> members() {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("format", FORMAT);
            members.put("memory_kib", Integer.toString(cost.memoryKib()));
            members.put("iterations", Integer.toString(cost.iterations()));
            members.put("lanes", Integer.toString(cost.lanes()));
            members.put("salt", Base64.getEncoder().encodeToString(salt));
            members.put("nonce", Base64.getEncoder().encodeToString(nonce));
            members.put("data", Base64.getEncoder().encodeToString(data));
            return members;
        }

        /// Empty if they make no file that this kdn can read.
        static Optional<Sealed> of(Map<String, String> members) {
            try {
                Cost cost = new Cost(
                        number(members, "memory_kib"), number(members, "iterations"), number(members, "lanes"));
                Sealed sealed =
                        new Sealed(cost, bytes(members, "salt"), bytes(members, "nonce"), bytes(members, "data"));
                boolean good = FORMAT.equals(members.get("format"))
                        && cost.isSane()
                        && sealed.salt.length == SALT_BYTES
                        && sealed.nonce.length == NONCE_BYTES;
                return good ? Optional.of(sealed) : Optional.empty();
            } catch (IllegalArgumentException damaged) {
                return Optional.empty();
            }
        }

        private static int number(Map<String, String> members, String name) {
            return Integer.parseInt(members.getOrDefault(name, ""));
        }

        private static byte[] bytes(Map<String, String> members, String name) {
            return Base64.getDecoder().decode(members.getOrDefault(name, ""));
        }
    }

    /// For a new file.
    static FileCipher fresh(String passphrase, Cost cost) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new FileCipher(passphrase, cost, salt);
    }

    /// For that file, if the passphrase is its own.
    static FileCipher of(String passphrase, Sealed sealed) {
        return new FileCipher(passphrase, sealed.cost(), sealed.salt());
    }

    /// Whether the file was made with the same key.
    boolean fits(Sealed sealed) {
        return cost.equals(sealed.cost()) && Arrays.equals(salt, sealed.salt());
    }

    Sealed seal(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(cost, salt, nonce, run(Cipher.ENCRYPT_MODE, nonce, plain));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks " + AES, impossible);
        }
    }

    /// What is in the file; empty if the key or anything of the file is wrong.
    Optional<byte[]> open(Sealed sealed) {
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, sealed.nonce(), sealed.data()));
        } catch (AEADBadTagException wrong) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks " + AES, impossible);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((FORMAT + " " + cost.memoryKib() + " " + cost.iterations() + " " + cost.lanes() + " "
                        + Base64.getEncoder().encodeToString(salt))
                .getBytes(StandardCharsets.US_ASCII));
        return cipher.doFinal(data);
    }

    private static byte[] derive(String passphrase, Cost cost, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY_BYTES];
        int _ = argon2.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }
}
