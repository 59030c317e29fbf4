/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Surroundings;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.NewInstance;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags of `init` that say what workspace is wanted.
final class InitOptions {
    private static final String SEPARATOR = "::";

    @Parameters(
            paramLabel = "sources-directory",
            arity = "0..1",
            description = "Directory with the project's sources (default: the current one)")
    private String sources = ".";

    @Option(
            names = "--workspace-configuration",
            paramLabel = "dir",
            description = "Directory of workspace.json (default: .kaiden in the sources directory)")
    private @Nullable String configuration;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "name",
            description = "Name of the workspace (default: the name of the sources directory)")
    private @Nullable String name;

    @Option(
            names = {"-r", "--runtime"},
            paramLabel = "runtime",
            description = "Where the workspace runs, see 'kdn runtime list' (default: $KDN_DEFAULT_RUNTIME)")
    private String runtime = "";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "project",
            description = "Project the workspace belongs to (default: found by git)")
    private String project = "";

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "agent",
            description = "Agent of the workspace, see 'kdn info' (default: $KDN_DEFAULT_AGENT)")
    private String agent = "";

    @Option(
            names = {"-m", "--model"},
            paramLabel = "model",
            description = "Model for the agent, as model, provider::model or provider::model::baseURL")
    private String model = "";

    @Option(names = "--trust", description = "Accept what the project's own configuration asks of this machine")
    private boolean trust;

    @Option(names = "--force", description = "Accept sources that are /, the home directory, or contain kdn's storage")
    private boolean force;

    @Option(names = "--rebuild", description = "Build the image anew, without cached steps")
    private boolean rebuild;

    @Option(names = "--pull", description = "Look for a newer base image first")
    private boolean pull;

    @Option(names = "--start", description = "Start the workspace, too (default: $KDN_INIT_AUTO_START)")
    private @Nullable Boolean start;

    /// The flag counts, also when it says no.
    boolean isToBeStarted(Surroundings surroundings) {
        return start == null ? surroundings.isTruthy("KDN_INIT_AUTO_START") : start;
    }

    Optional<String> runtime(Surroundings surroundings) {
        return runtime.isEmpty() ? surroundings.variable("KDN_DEFAULT_RUNTIME") : Optional.of(runtime);
    }

    Optional<String> agent(Surroundings surroundings) {
        return agent.isEmpty() ? surroundings.variable("KDN_DEFAULT_AGENT") : Optional.of(agent);
    }

    /// The name before it is made legal and unique.
    ///
    /// @param folder the sources, as they were registered
    String wantedName(Path folder) {
        return name == null ? String.valueOf(folder.getFileName() == null ? "" : folder.getFileName()) : name;
    }

    /// The wish; runtime and agent may be empty for `--dump-config` only.
    NewInstance wish(Surroundings surroundings) {
        return new NewInstance(
                surroundings.path(sources),
                configuration(surroundings),
                name(),
                runtime(surroundings).orElse(""),
                given(project),
                agent(surroundings).orElse(""),
                model(),
                force,
                trust,
                new BuildOptions(rebuild, pull));
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
