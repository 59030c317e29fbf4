/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Ids and tokens of activities: 128 random bits as 32 hexadecimal digits.
final class ActivityId {
    private static final int LENGTH = 32;

    private ActivityId() {}

    static String random() {
        byte[] bytes = new byte[LENGTH / 2];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
