/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.ConfigurationEditor;
import dev.kdn.config.ConfigurationKey;
import dev.kdn.config.ConfigurationTarget;
import dev.kdn.config.UserConfiguration;
import java.util.function.Supplier;

/// `kdn config unset`.
public final class ConfigUnsetCommand implements CliCommand {
    private final Surroundings surroundings;
    private final Supplier<UserConfiguration> user;
    private final Supplier<ConfigurationEditor> editor;

    private final TargetOptions options = new TargetOptions();

    private String key = "";

    public ConfigUnsetCommand(
            Surroundings surroundings, Supplier<UserConfiguration> user, Supplier<ConfigurationEditor> editor) {
        this.surroundings = surroundings;
        this.user = user;
        this.editor = editor;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description("Take one member out of your settings or of a level of the configuration");
        syntax.examples("kdn config unset runtime", "kdn config unset --global environment.LOG");
        syntax.argument("KEY", "Name of the member", given -> key = given);
        options.describe(syntax);
    }

    @Override
    public int run() {
        ConfigurationTarget target = options.target(surroundings, user.get());
        editor.get().unset(target, ConfigurationKey.of(key, target));
        return ExitCode.OK.code();
    }
}
