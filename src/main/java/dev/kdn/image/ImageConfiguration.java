/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.error.ConfigurationException;
import java.util.List;

/// What `image.json` says: the part of an image that all agents share.
///
/// @param base any image reference
/// @param version the tag of the default base; kept for files of the reference
/// @param packages installed whether or not they are there
/// @param sudo absolute paths that the workspace's user may run as root
/// @param runCommands shell lines, run as the workspace's user before those of the agent
public record ImageConfiguration(
        String base,
        String version,
        List<String> packages,
        PackageManager packageManager,
        List<String> sudo,
        List<String> runCommands) {
    static final String DEFAULT_REPOSITORY = "registry.fedoraproject.org/fedora";

    /// The reference's defaults, which name Fedora's packages and paths.
    static final ImageConfiguration DEFAULT = new ImageConfiguration(
            DEFAULT_REPOSITORY + ":latest",
            "latest",
            List.of(
                    "which",
                    "procps-ng",
                    "wget2",
                    "@development-tools",
                    "jq",
                    "gh",
                    "golang",
                    "golangci-lint",
                    "python3",
                    "python3-pip"),
            PackageManager.AUTO,
            List.of("/usr/bin/dnf", "/bin/nice", "/bin/kill", "/usr/bin/kill", "/usr/bin/killall"),
            List.of());

    /// The default for another base, with what every distribution calls by the same name.
    static ImageConfiguration on(String base) {
        List<String> packages = List.of("bash", "ca-certificates", "curl", "git", "jq");
        return new ImageConfiguration(base, "latest", packages, PackageManager.AUTO, List.of(), List.of());
    }

    public ImageConfiguration {
        if (version.isEmpty()) {
            throw new ConfigurationException("version cannot be empty");
        }
        ImageText.checkReference(base);
        ImageText.checkPackages(packages);
        ImageText.checkSudo(sudo);
        ImageText.checkCommands(runCommands);
        packages = List.copyOf(packages);
        sudo = List.copyOf(sudo);
        runCommands = List.copyOf(runCommands);
    }
}
