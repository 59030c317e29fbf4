/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.agent.Agents;
import dev.kdn.cli.CliCommand;
import dev.kdn.cli.CommandFactory;
import dev.kdn.cli.CommandLineState;
import dev.kdn.cli.Console;
import dev.kdn.cli.Dispatcher;
import dev.kdn.cli.ErrorHandler;
import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.HelpCommand;
import dev.kdn.cli.InfoCommand;
import dev.kdn.cli.Progress;
import dev.kdn.cli.PruneAnswer;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.VersionCommand;
import dev.kdn.cli.agent.AgentListCommand;
import dev.kdn.cli.agent.AgentShowCommand;
import dev.kdn.cli.agent.KnownAgents;
import dev.kdn.cli.completion.ActivityWords;
import dev.kdn.cli.completion.CompleteCommand;
import dev.kdn.cli.completion.CompletionCommand;
import dev.kdn.cli.completion.Proposals;
import dev.kdn.cli.completion.WorkspaceWords;
import dev.kdn.cli.config.ConfigEditCommand;
import dev.kdn.cli.config.ConfigSetCommand;
import dev.kdn.cli.config.ConfigShowCommand;
import dev.kdn.cli.config.ConfigUnsetCommand;
import dev.kdn.cli.config.ConfigValidateCommand;
import dev.kdn.cli.config.KnownNames;
import dev.kdn.cli.image.ImageBuildCommand;
import dev.kdn.cli.image.ImageListCommand;
import dev.kdn.cli.image.ImagePruneCommand;
import dev.kdn.cli.runtime.RuntimeListCommand;
import dev.kdn.cli.secret.SecretCreateCommand;
import dev.kdn.cli.secret.SecretListCommand;
import dev.kdn.cli.secret.SecretRemoveCommand;
import dev.kdn.cli.service.ServiceListCommand;
import dev.kdn.cli.workspace.Browser;
import dev.kdn.cli.workspace.DashboardCommand;
import dev.kdn.cli.workspace.EachReference;
import dev.kdn.cli.workspace.InitChoices;
import dev.kdn.cli.workspace.InitCommand;
import dev.kdn.cli.workspace.ListCommand;
import dev.kdn.cli.workspace.OpenCommand;
import dev.kdn.cli.workspace.PruneCommand;
import dev.kdn.cli.workspace.Question;
import dev.kdn.cli.workspace.ReconcileCommand;
import dev.kdn.cli.workspace.RecreateCommand;
import dev.kdn.cli.workspace.RemoveCommand;
import dev.kdn.cli.workspace.ShowCommand;
import dev.kdn.cli.workspace.StartCommand;
import dev.kdn.cli.workspace.StopCommand;
import dev.kdn.cli.workspace.TerminalCommand;
import dev.kdn.cli.workspace.TerminalTrustPrompt;
import dev.kdn.config.WorkspaceConfigurationJson;
import dev.kdn.instance.TrustPrompt;
import dev.kdn.output.Colors;
import dev.kdn.output.InstanceTable;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import java.util.function.Supplier;

/// Builds the commands and what they stand on; nothing is built before it is used.
final class Wiring implements CommandFactory {
    private final Surroundings surroundings;
    private final GlobalOptions globals = new GlobalOptions();
    private final StandardOutput out;
    private final StandardError err;
    private final ErrorHandler errors;
    private final Services services;

    Wiring(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.out = new StandardOutput(surroundings.out());
        this.err = new StandardError(surroundings.err());
        this.services = new Services(surroundings, globals, err);
        this.errors = new ErrorHandler(out, err, globals, services::signal);
    }

    Dispatcher dispatcher() {
        return new Dispatcher(globals, this, out, errors, services::watchSignals);
    }

    Services services() {
        return services;
    }

    @Override
    public CliCommand create(String key) {
        return switch (key) {
            case "init" -> init();
            case "workspace list" -> new ListCommand(out, services.manager(), this::table, progress());
            case "workspace show" -> new ShowCommand(out, services.manager(), progress(), surroundings.clock());
            case "workspace start" -> new StartCommand(services.manager(), each());
            case "workspace stop" -> new StopCommand(services.manager(), each());
            case "workspace remove" -> new RemoveCommand(services.manager(), each());
            case "workspace recreate" -> new RecreateCommand(services.manager(), this::prompt, each());
            case "workspace reconcile" ->
                new ReconcileCommand(
                        new Console(out, err, errors), services.manager(), this::colors, this::question, each());
            case "workspace terminal" ->
                new TerminalCommand(
                        services.manager(), progress(), surroundings.terminals().in());
            case "workspace open" -> new OpenCommand(out, services.manager(), progress(), browser());
            case "workspace dashboard" -> new DashboardCommand(out, services.manager(), browser());
            case "cp", "stats" ->
                new CopyAndStatsParts(surroundings, services, progress(), this::colors)
                        .command(key, new Console(out, err, errors));
            case "prune" -> new PruneCommand(new PruneAnswer(out, errors), services.manager(), progress());
            case "secret create" ->
                new SecretCreateCommand(
                        new Console(out, err, errors),
                        surroundings,
                        services.secrets(),
                        services.secretParts().world());
            case "secret list" -> new SecretListCommand(out, this::colors, services.secrets());
            case "secret remove" -> new SecretRemoveCommand(out, services.secrets());
            case "service list" -> new ServiceListCommand(out, this::colors);
            case "runtime list" -> new RuntimeListCommand(out, err, this::colors, services.registry());
            case "agent list" -> new AgentListCommand(out, this::colors, agents());
            case "agent show" ->
                new AgentShowCommand(
                        out, agents(), () -> services.storage().root().resolve("config"));
            case "image list" ->
                new ImageListCommand(out, this::colors, services.images(), progress(), surroundings.clock());
            case "image build" ->
                new ImageBuildCommand(
                        new Console(out, err, errors), surroundings, services.images(), choices(), progress());
            case "image prune" -> new ImagePruneCommand(new PruneAnswer(out, errors), services.images(), progress());
            case "config show" ->
                new ConfigShowCommand(
                        out,
                        this::colors,
                        surroundings,
                        services.configurations(),
                        services.defaults(),
                        names(),
                        progress());
            case "config validate" -> new ConfigValidateCommand(out, surroundings, services.configurations());
            case "config set" ->
                new ConfigSetCommand(surroundings, services::userConfiguration, services::configurationEditor, names());
            case "config unset" ->
                new ConfigUnsetCommand(surroundings, services::userConfiguration, services::configurationEditor);
            case "config edit" ->
                new ConfigEditCommand(
                        new Console(out, err, errors),
                        surroundings,
                        services::userConfiguration,
                        services::configurationEditor,
                        services::attach,
                        this::isInteractive);
            case "info" -> new InfoCommand(out, err, Version::read, services.registry());
            case "exec", "ps", "logs", "wait", "kill", "ports" -> activities().command(key);
            case "version" -> new VersionCommand(out, Version::read);
            case "help" -> new HelpCommand(out, this);
            case "completion" -> new CompletionCommand(out);
            case "__complete" -> complete(true);
            case "__completeNoDesc" -> complete(false);
            default -> throw new IllegalArgumentException("no such command: " + key);
        };
    }

    private InitCommand init() {
        return new InitCommand(
                new Console(out, err, errors), surroundings, services.manager(), choices(), this::prompt, progress());
    }

    private ActivityParts activities() {
        return new ActivityParts(surroundings, out, err, services, progress(), colors(), each());
    }

    private KnownAgents agents() {
        return new KnownAgents(Agents::builtIn, services.registry());
    }

    private KnownNames names() {
        return new KnownNames(agents(), services.registry());
    }

    private InitChoices choices() {
        return new InitChoices(
                services.registry(),
                agents(),
                WorkspaceConfigurationJson::write,
                services.defaults(),
                this::question,
                err);
    }

    private CompleteCommand complete(boolean described) {
        WorkspaceWords words = new WorkspaceWords(
                () -> services.manager().get().stored(), !surroundings.isTruthy("KDN_AUTOCOMPLETE_IGNORE_IDS"));
        return new CompleteCommand(
                out,
                err,
                typed -> CommandLineState.of(typed, this, globals),
                new Proposals(
                        words,
                        new ActivityWords(() -> services.activities().get().recorded()),
                        services::runtimeNames,
                        services::agentNames,
                        services::modelNames,
                        services::secretNames),
                described);
    }

    private TrustPrompt prompt() {
        return new TerminalTrustPrompt(question());
    }

    private Question question() {
        return new Question(surroundings.in(), err, isInteractive(), this::awaitAnswer);
    }

    private boolean isInteractive() {
        return surroundings.isInteractive() && !globals.noInput();
    }

    /// Nothing has been made yet when a question comes, and no interrupt ends the wait for an answer. The line that the
    /// question left open is ended for the shell's prompt.
    private String awaitAnswer(Supplier<String> answer) {
        return services.cancellation().endingAtOnce(() -> err.write("\n"), answer);
    }

    private InstanceTable table() {
        return new InstanceTable(
                colors(), surroundings.home(), surroundings.clock().instant());
    }

    private Colors colors() {
        boolean allowed = surroundings.allowsColor(surroundings.terminals().out());
        return new Colors(allowed && !globals.noColor());
    }

    private EachReference each() {
        return new EachReference(out, errors, progress());
    }

    private Progress progress() {
        return new Progress(services::steps);
    }

    private static Browser browser() {
        return Browser.of(System.getProperty("os.name", ""));
    }
}
