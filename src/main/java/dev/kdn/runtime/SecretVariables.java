/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Set;

/// Which variables can be given the value of a secret, by a script of sh inside.
public final class SecretVariables {
    // Shells refuse to set them, and end.
    private static final Set<String> READ_ONLY =
            Set.of("UID", "EUID", "GID", "EGID", "PPID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO");

    private SecretVariables() {}

    /// Whether it consists of letters, digits and underscores, and begins with no digit.
    public static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// Whether shells keep it to themselves.
    public static boolean isReadOnly(String name) {
        return READ_ONLY.contains(name);
    }
}
