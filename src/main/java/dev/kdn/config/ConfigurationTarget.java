/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// What of the configuration somebody changes.
///
/// @param level empty for the user's settings
/// @param key member of the file; for the global, project and agent levels
public record ConfigurationTarget(Path file, Optional<ConfigurationLevel> level, String key) {
    /// Whether the file holds one configuration, not many.
    boolean isWhole() {
        return level.isEmpty() || level.get() == ConfigurationLevel.WORKSPACE;
    }

    /// Whether others than its owner may read it, as any file of the sources.
    boolean isShared() {
        return level.filter(ConfigurationLevel.WORKSPACE::equals).isPresent();
    }

    /// Reads what the file would say.
    ///
    /// @param all also what is not meant of it
    /// @throws dev.kdn.error.ConfigurationException if it breaks a rule
    void check(JsonTree document, boolean all) {
        if (level.isEmpty()) {
            UserSettings _ = UserSettings.of(document);
        } else if (isWhole()) {
            ConfigurationLayer _ = ConfigurationLayer.of(level.get(), "", document);
        } else if (!document.isNull()) {
            UserConfiguration.withoutSchema(document.object()).forEach((name, tree) -> {
                if (all || name.equals(key)) {
                    ConfigurationLayer _ = ConfigurationLayer.of(level.get(), name, tree);
                }
            });
        }
    }

    /// Where the file of the sources is; its folder is made. Whoever wrote them must not choose another file of this
    /// machine to be changed.
    ///
    /// @throws RefusedException if a link leads out of the sources
    Path inSources() {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        Path sources = Followed.of(Objects.requireNonNull(folder.getParent())).real();
        Path real = Followed.of(file.toAbsolutePath().normalize()).real();
        if (!real.startsWith(sources)) {
            throw new RefusedException(
                    file + " is a link out of the sources, to " + real, "change that file itself, or remove the link");
        }
        try {
            Path _ = Files.createDirectories(Objects.requireNonNull(real.getParent()));
            return real;
        } catch (IOException e) {
            throw AtomicFile.failure("cannot write " + file, e);
        }
    }
}
