/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version that the build wrote into the program.
final class Version {
    private static final String KEY = "version=";
    private static final String UNKNOWN = "development";

    private Version() {}

    /// As the launcher tells it; without a launcher as the jar does, which would take milliseconds to open.
    static String read() {
        String told = System.getProperty("kdn.version", "");
        return told.isEmpty() ? readFile() : told;
    }

    private static String readFile() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            return in == null ? UNKNOWN : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    static String parse(String properties) {
        int start = properties.indexOf(KEY);
        if (start < 0) {
            return UNKNOWN;
        }
        int end = properties.indexOf('\n', start);
        String version = properties
                .substring(start + KEY.length(), end < 0 ? properties.length() : end)
                .strip();
        return version.startsWith("$") ? UNKNOWN : version;
    }
}
