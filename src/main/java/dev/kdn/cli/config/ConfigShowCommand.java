/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.config;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Defaults;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.UserSettings;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.Configurations;
import dev.kdn.instance.Configurations.Shown;
import dev.kdn.output.Colors;
import dev.kdn.output.ConfigurationDocument;
import dev.kdn.output.ConfigurationDocument.Setting;
import dev.kdn.output.StandardOutput;
import dev.kdn.step.StepLogger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `kdn config show`.
public final class ConfigShowCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<Colors> colors;
    private final Surroundings surroundings;
    private final Supplier<Configurations> configurations;
    private final Defaults defaults;
    private final KnownNames names;
    private final Progress progress;

    private final OutputOption output = new OutputOption();

    private String reference = "";

    private String project = "";

    private String agent = "";

    private boolean origin;

    public ConfigShowCommand(
            StandardOutput out,
            Supplier<Colors> colors,
            Surroundings surroundings,
            Supplier<Configurations> configurations,
            Defaults defaults,
            KnownNames names,
            Progress progress) {
        this.out = out;
        this.colors = colors;
        this.surroundings = surroundings;
        this.configurations = configurations;
        this.defaults = defaults;
        this.names = names;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Show the configuration that all levels together give a workspace, and the defaults of the command"
                        + " line",
                "",
                "Without a workspace: what 'kdn init' would use in the current directory.");
        syntax.examples("kdn config show shop", "kdn config show --origin", "kdn config show --agent claude -o json");
        syntax.optionalArgument(
                "NAME|ID", "Workspace: name, id, or at least 4 characters of an id", given -> reference = given);
        output.describe(syntax);
        syntax.option(
                "-p, --project project",
                "Project (default: found by git)",
                given -> project = TargetOptions.named("--project", given));
        syntax.option(
                "-a, --agent agent",
                "Agent (default: as for 'kdn init')",
                given -> agent = TargetOptions.named("--agent", given));
        syntax.flag("--origin", "Tell level, file and line of every entry", given -> origin = given);
    }

    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        if (!reference.isEmpty() && !(project + agent).isEmpty()) {
            throw new InvalidInputException(
                    "a workspace has its project and agent already", "leave --project and --agent out");
        }
        Shown shown = progress.show(Progress.Detail.SILENT, this::find);
        List<Setting> settings = settings();
        if (output.json()) {
            out.write(ConfigurationDocument.json(shown, settings, origin));
        } else {
            out.write(ConfigurationDocument.text(shown, settings, origin, colors.get()));
        }
        return ExitCode.OK.code();
    }

    private Shown find(StepLogger steps) {
        if (!reference.isEmpty()) {
            return configurations.get().of(reference);
        }
        if (!agent.isEmpty()) {
            names.agent(agent);
        }
        String chosen = agent.isEmpty() ? defaults.of(SettingKey.AGENT).orElse("") : agent;
        Optional<String> named = Optional.of(project).filter(text -> !text.isEmpty());
        return configurations.get().of(surroundings.path("."), named, chosen, steps);
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (SettingKey key : SettingKey.values()) {
            Optional<String> variable = defaults.fromEnvironment(key);
            UserSettings.Value own = defaults.settings().values().get(key);
            if (variable.isPresent()) {
                String value = surroundings.variable(variable.get()).orElse("");
                settings.add(new Setting(key.text(), value, "environment", variable.get()));
            } else if (own != null) {
                String place = own.place().file() + ":" + own.place().line();
                settings.add(new Setting(key.text(), own.text(), "settings", place));
            } else if (key == SettingKey.TRUST) {
                settings.add(new Setting(key.text(), "ask", "built-in", ""));
            }
        }
        return settings;
    }
}
