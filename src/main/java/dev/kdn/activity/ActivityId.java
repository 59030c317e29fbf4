/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Ids and tokens of activities: 128 random bits as 32 hexadecimal digits.
final class ActivityId {
    private static final int LENGTH = 32;
    private static final Path SYSTEM = Path.of("/dev/urandom");

    private ActivityId() {}

    /// Of the system's own source, since the JDK's needs some ten milliseconds to get ready.
    static String random() {
        byte[] bytes = new byte[LENGTH / 2];
        try (InputStream source = Files.newInputStream(SYSTEM)) {
            if (source.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new EOFException();
            }
        } catch (IOException none) {
            new SecureRandom().nextBytes(bytes);
        }
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
