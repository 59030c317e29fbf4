/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.util.HashMap;
import java.util.Map;

/// The environment that children get: kdn's own, with what the launcher set aside for the sake of the JVM given back.
///
/// The launcher keeps such values in variables `KDN_SAVED_<name>`. For the locale `KDN_SAVED_LC_ALL_SET` tells whether
/// the user had an `LC_ALL` (1) or none (0); it is absent when the launcher did not touch `LC_ALL`.
final class ChildEnvironment {
    private static final String SAVED = "KDN_SAVED_";
    // Of the encrypted secrets, which are nobody's business but kdn's.
    private static final String PASSPHRASE = "KDN_SECRET_PASSPHRASE";
    private static final String[] RESTORED = {
        "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH",
    };

    private ChildEnvironment() {}

    static Map<String, String> of(Map<String, String> own) {
        Map<String, String> child = new HashMap<>(own.size() * 2);
        own.forEach((name, value) -> {
            if (!name.startsWith(SAVED) && !name.equals(PASSPHRASE)) {
                child.put(name, value);
            }
        });
        for (String name : RESTORED) {
            String saved = own.getOrDefault(SAVED + name, "");
            if (!saved.isEmpty()) {
                child.put(name, saved);
            }
        }
        restoreLocale(own, child);
        return child;
    }

    private static void restoreLocale(Map<String, String> own, Map<String, String> child) {
        switch (own.getOrDefault(SAVED + "LC_ALL_SET", "")) {
            case "0" -> child.remove("LC_ALL");
            case "1" -> child.put("LC_ALL", own.getOrDefault(SAVED + "LC_ALL", ""));
            default -> {}
        }
    }
}
