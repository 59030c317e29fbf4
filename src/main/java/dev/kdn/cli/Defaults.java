/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.config.UserSettings;
import dev.kdn.config.UserSettings.SettingKey;
import java.util.Optional;
import java.util.function.Supplier;

/// What applies where no flag was given: an environment variable, else the user's settings.
public final class Defaults {
    private final Surroundings surroundings;
    private final Supplier<UserSettings> settings;

    public Defaults(Surroundings surroundings, Supplier<UserSettings> settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /// A default and who has set it.
    ///
    /// @param source for messages, such as `KDN_DEFAULT_AGENT` or `setting agent`
    /// @param remedy what takes it away again, as a command
    public record Default(String value, String source, String remedy) {}

    /// The default of that key, if anybody has set one.
    public Optional<String> of(SettingKey key) {
        return find(key).map(Default::value);
    }

    /// The default of that key and where it is from.
    public Optional<Default> find(SettingKey key) {
        return fromEnvironment(key)
                .map(name -> new Default(surroundings.variable(name).orElse(""), name, "unset " + name))
                .or(() -> settings.get()
                        .text(key)
                        .map(text -> new Default(text, "setting " + key.text(), "kdn config unset " + key.text())));
    }

    /// The environment variable that goes before the setting.
    public static Optional<String> variable(SettingKey key) {
        return switch (key) {
            case RUNTIME -> Optional.of("KDN_DEFAULT_RUNTIME");
            case AGENT -> Optional.of("KDN_DEFAULT_AGENT");
            case TRUST -> Optional.of("KDN_TRUST");
            case MEMORY, CPUS, PIDS, IMAGE_BASE, LOCAL_UNSANDBOXED, GIT_IDENTITY -> Optional.empty();
        };
    }

    /// Whether the environment decides.
    public Optional<String> fromEnvironment(SettingKey key) {
        return variable(key).filter(name -> surroundings.variable(name).isPresent());
    }

    public UserSettings settings() {
        return settings.get();
    }
}
