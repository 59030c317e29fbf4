/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.NewInstance;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The flags of `init` that say what workspace is wanted.
final class InitOptions {
    private static final String SEPARATOR = "::";
    // The only one that has a sandbox to leave out.
    private static final String SANDBOXING = "local";

    private String sources = ".";

    private @Nullable String configuration;

    private @Nullable String name;

    private String runtime = "";

    private String project = "";

    private String agent = "";

    private String model = "";

    private String sourcesOnEngine = "";

    private boolean unsandboxed;

    private boolean trust;

    private boolean force;

    private boolean rebuild;

    private boolean pull;

    private final LimitOptions limits = new LimitOptions();

    private List<String> exposedSecrets = List.of();

    private @Nullable Boolean start;

    void describe(Syntax syntax) {
        syntax.optionalArgument(
                "sources-directory",
                "Directory with the project's sources (default: the current one)",
                given -> sources = given);
        syntax.option(
                "--workspace-configuration dir",
                "Directory of workspace.json (default: .kaiden in the sources directory)",
                given -> configuration = given);
        syntax.option(
                "-n, --name name",
                "Name of the workspace (default: the name of the sources directory)",
                given -> name = given);
        syntax.option(
                "-r, --runtime runtime",
                "Where the workspace runs, see 'kdn runtime list' (default: $KDN_DEFAULT_RUNTIME, the setting"
                        + " runtime, or one that answers)",
                given -> runtime = given);
        syntax.option(
                "-p, --project project",
                "Project the workspace belongs to (default: found by git)",
                given -> project = given);
        syntax.option(
                "-a, --agent agent",
                "Agent of the workspace, see 'kdn agent list' (default: $KDN_DEFAULT_AGENT, the setting agent,"
                        + " or asked for on a terminal)",
                given -> agent = given);
        syntax.option(
                "-m, --model model",
                "Model for the agent, as model, provider::model or provider::model::baseURL",
                given -> model = given);
        syntax.option(
                "--sources-on-engine path",
                "Directory of the sources on the engine's machine, if the engine is on another one",
                given -> sourcesOnEngine = given);
        syntax.flag(
                "--unsandboxed",
                "Have no sandbox (means --runtime local): the workspace can do whatever you can do on this machine",
                given -> unsandboxed = given);
        syntax.flag(
                "--trust", "Accept what the project's own configuration asks of this machine", given -> trust = given);
        syntax.flag(
                "--force",
                "Accept sources that are /, the home directory, or contain kdn's storage",
                given -> force = given);
        syntax.flag("--rebuild", "Build the image anew, without cached steps", given -> rebuild = given);
        syntax.flag("--pull", "Look for a newer base image first", given -> pull = given);
        limits.describe(syntax, "(default: the setting, or no limit)");
        syntax.options(
                "--expose-secret name",
                "Set the variables of a secret's service to its real value, see 'kdn secret list'; may be repeated",
                given -> exposedSecrets = given);
        syntax.flag("--start", "Start the workspace, too (default: $KDN_INIT_AUTO_START)", given -> start = given);
    }

    /// The flag counts, also when it says no.
    boolean isToBeStarted(Surroundings surroundings) {
        return start == null ? surroundings.isTruthy("KDN_INIT_AUTO_START") : start;
    }

    /// As the flags have it, or empty.
    String runtime() {
        return runtime.isEmpty() && unsandboxed ? SANDBOXING : runtime;
    }

    /// As the flag has it, or empty.
    String agent() {
        return agent;
    }

    /// The name before it is made legal and unique.
    ///
    /// @param folder the sources, as they were registered
    String wantedName(Path folder) {
        return name == null ? String.valueOf(folder.getFileName() == null ? "" : folder.getFileName()) : name;
    }

    /// The wish; runtime and agent are empty if neither flag nor default names them.
    NewInstance wish(Surroundings surroundings, Defaults defaults) {
        return new NewInstance(
                surroundings.path(sources),
                configuration(surroundings),
                name(),
                runtime().isEmpty() ? defaults.of(SettingKey.RUNTIME).orElse("") : runtime(),
                given(project),
                agent.isEmpty() ? defaults.of(SettingKey.AGENT).orElse("") : agent,
                model(),
                force,
                trust,
                limits.limits(defaults),
                new BuildOptions(rebuild, pull),
                sourcesOnEngine(),
                exposedSecrets(),
                unsandboxed);
    }

    /// Absolute, since nobody knows the current directory of another machine.
    private Optional<Path> sourcesOnEngine() {
        if (sourcesOnEngine.isEmpty()) {
            return Optional.empty();
        }
        if (!sourcesOnEngine.startsWith("/") || sourcesOnEngine.indexOf('\0') >= 0) {
            throw new InvalidInputException(
                    "--sources-on-engine is not an absolute path: \"" + sourcesOnEngine + "\"",
                    "give the path on the engine's machine, from its root");
        }
        return Optional.of(Path.of(sourcesOnEngine).normalize());
    }

    private List<String> exposedSecrets() {
        for (String exposed : exposedSecrets) {
            if (exposed.isEmpty() || exposed.indexOf(',') >= 0) {
                throw new InvalidInputException(
                        "--expose-secret cannot name the secret \"" + exposed + "\"",
                        "name it under environment[].secret of workspace.json");
            }
        }
        return exposedSecrets;
    }

    private Optional<String> name() {
        if ("".equals(name)) {
            throw new InvalidInputException("--name must not be empty");
        }
        return Optional.ofNullable(name);
    }

    /// Refuses what has a separator but no provider, or no model.
    private Optional<String> model() {
        int first = model.indexOf(SEPARATOR);
        if (first == 0
                || (first > 0 && rest(first).isEmpty())
                || (first > 0 && rest(first).startsWith(SEPARATOR))) {
            throw new InvalidInputException(
                    "invalid model \"" + model + "\"", "use model, provider::model or provider::model::baseURL");
        }
        return given(model);
    }

    private String rest(int separator) {
        return model.substring(separator + SEPARATOR.length());
    }

    private Optional<Path> configuration(Surroundings surroundings) {
        if ("".equals(configuration)) {
            throw new InvalidInputException("--workspace-configuration must not be empty");
        }
        return Optional.ofNullable(configuration).map(surroundings::path);
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
