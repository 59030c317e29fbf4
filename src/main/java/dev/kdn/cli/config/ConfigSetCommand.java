/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.ConfigurationEditor;
import dev.kdn.config.ConfigurationKey;
import dev.kdn.config.ConfigurationLevel;
import dev.kdn.config.ConfigurationTarget;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn config set`.
public final class ConfigSetCommand implements CliCommand {
    private final Surroundings surroundings;
    private final Supplier<UserConfiguration> user;
    private final Supplier<ConfigurationEditor> editor;
    private final KnownNames names;

    private final TargetOptions options = new TargetOptions();

    private String key = "";

    private String value = "";

    public ConfigSetCommand(
            Surroundings surroundings,
            Supplier<UserConfiguration> user,
            Supplier<ConfigurationEditor> editor,
            KnownNames names) {
        this.surroundings = surroundings;
        this.user = user;
        this.editor = editor;
        this.names = names;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Set one member of your settings or of a level of the configuration",
                "",
                "Settings: " + String.join(", ", ConfigurationKey.texts(true))
                        + ". Members of levels: environment.NAME, network.mode, and as JSON "
                        + "environment, features, mcp, mounts, network, network.hosts, ports, secrets, skills; lists of"
                        + " words or ports also with commas.");
        syntax.examples(
                "kdn config set runtime podman",
                "kdn config set --global environment.LOG debug",
                "kdn config set --agent claude ports 3000,8080");
        syntax.argument("KEY", "Name of the member", given -> key = given);
        syntax.argument("VALUE", "Its new value", given -> value = given);
        options.describe(syntax);
    }

    @Override
    public int run() {
        ConfigurationTarget target = options.target(surroundings, user.get());
        if (target.level().equals(Optional.of(ConfigurationLevel.AGENT))) {
            names.agent(target.key());
        }
        if (target.level().isEmpty() && key.equals(SettingKey.AGENT.text())) {
            names.agent(value);
        }
        if (target.level().isEmpty() && key.equals(SettingKey.RUNTIME.text())) {
            names.runtime(value);
        }
        if (target.level().isEmpty()) {
            checkLimit();
        }
        editor.get().set(target, ConfigurationKey.of(key, target), value);
        return ExitCode.OK.code();
    }

    /// Refuses what `kdn init` would refuse.
    private void checkLimit() {
        for (Kind kind : Kind.values()) {
            if (key.equals("limits." + kind.word())) {
                ResourceLimits _ = ResourceLimits.of(Map.of(kind, value));
            }
        }
    }
}
