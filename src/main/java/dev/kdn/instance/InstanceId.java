/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// Makes ids of workspaces.
final class InstanceId {
    private static final int BYTES = 32;

    private InstanceId() {}

    /// 64 random lower-case hex characters, never only decimal digits, none of `taken`.
    static String next(Set<String> taken) {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[BYTES];
        String id;
        do {
            random.nextBytes(bytes);
            id = HexFormat.of().formatHex(bytes);
        } while (isDecimal(id) || taken.contains(id));
        return id;
    }

    static boolean isDecimal(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
