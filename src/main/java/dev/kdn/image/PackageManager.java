/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.error.ConfigurationException;
import java.util.Locale;

/// What installs packages in a base image.
public enum PackageManager {
    /// Whichever of the others the base image turns out to have.
    AUTO,
    APT,
    DNF,
    /// The small dnf of minimal images; it knows no groups such as `@development-tools`.
    MICRODNF,
    ZYPPER,
    APK,
    /// Nothing is installed, not even kdn's essentials.
    NONE;

    /// The word in `image.json` and for `packages.sh`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PackageManager parse(String word) {
        for (PackageManager manager : values()) {
            if (manager.word().equals(word)) {
                return manager;
            }
        }
        throw new ConfigurationException("package manager \"" + word
                + "\" is not known (must be one of: auto, apt, dnf, microdnf, zypper, apk," + " none)");
    }
}
