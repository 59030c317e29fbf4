/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import dev.kdn.activity.Activities;
import dev.kdn.activity.Activity;
import dev.kdn.cli.CommandLineState;
import dev.kdn.cli.CommandLineState.Flag;
import dev.kdn.cli.CommandNode;
import dev.kdn.config.ConfigurationKey;
import dev.kdn.secret.SecretServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What may come next on a command line. Reads stored records only.
public final class Proposals {
    private static final List<String> STATES = List.of("running", "stopped", "error", "unknown");

    private final WorkspaceWords workspaces;
    private final ActivityWords activities;
    private final Supplier<List<String>> runtimes;
    private final Supplier<List<String>> agents;
    private final Function<String, List<String>> models;
    private final Supplier<List<String>> secrets;

    /// Proposals for one call.
    ///
    /// @param runtimes names, without loading any
    /// @param agents names
    /// @param models by name of an agent, or any for another name
    /// @param secrets names
    public Proposals(
            WorkspaceWords workspaces,
            ActivityWords activities,
            Supplier<List<String>> runtimes,
            Supplier<List<String>> agents,
            Function<String, List<String>> models,
            Supplier<List<String>> secrets) {
        this.workspaces = workspaces;
        this.activities = activities;
        this.runtimes = runtimes;
        this.agents = agents;
        this.models = models;
        this.secrets = secrets;
    }

    Proposal next(CommandLineState line, String partial) {
        Optional<String> awaiting = line.awaitingFlag();
        if (awaiting.isPresent()) {
            return value(awaiting.get(), line).startingWith(partial);
        }
        if (partial.startsWith("-") && !line.flagsEnded()) {
            int equals = partial.indexOf('=');
            return equals < 0
                    ? flags(line).startingWith(partial)
                    : value(partial.substring(0, equals), line).startingWith(partial.substring(equals + 1));
        }
        if (line.command().isEmpty()) {
            return commands(line).startingWith(partial);
        }
        return argument(line.command().get(), line, partial).startingWith(partial);
    }

    private static Proposal flags(CommandLineState line) {
        List<Candidate> candidates = new ArrayList<>();
        for (Flag flag : line.flags()) {
            candidates.add(new Candidate(flag.name(), flag.description()));
        }
        return new Proposal(candidates, Proposal.Directive.NO_FILES);
    }

    private static Proposal commands(CommandLineState line) {
        List<Candidate> candidates = new ArrayList<>();
        for (CommandNode node : line.subcommands()) {
            candidates.add(new Candidate(node.name(), node.summary()));
        }
        return new Proposal(candidates, Proposal.Directive.NO_FILES);
    }

    private Proposal value(String flag, CommandLineState line) {
        return switch (flag) {
            case "--output", "-o" -> Proposal.words(List.of("json"));
            case "--state" -> Proposal.words(STATES);
            case "--runtime", "-r" -> Proposal.words(runtimes.get());
            case "--agent", "-a" -> Proposal.words(agents.get());
            case "--model", "-m" ->
                Proposal.words(models.apply(line.value("--agent").orElse("")));
            case "--project", "-p" -> Proposal.words(workspaces.projects());
            case "--expose-secret" -> Proposal.words(secrets.get());
            case "--type" -> Proposal.words(SecretServices.types());
            case "--store" -> Proposal.words(List.of("keychain", "file"));
            case "--signal" -> Proposal.words(Activities.signals());
            case "--kind" -> Proposal.words(List.of(Activity.KIND));
            case "--from-file", "--env-file" -> Proposal.files();
            case "--storage", "--workspace-configuration" -> Proposal.folders();
            default -> Proposal.nothing();
        };
    }

    private Proposal argument(String command, CommandLineState line, String partial) {
        List<String> typed = line.arguments();
        return switch (command) {
            case "config set", "config unset" -> first(typed, Proposal.words(keys(line)));
            case "config validate", "init", "image build" -> typed.isEmpty() ? Proposal.folders() : Proposal.nothing();
            case "workspace start" -> workspaces.proposal(instance -> !instance.isRunning(), typed);
            case "workspace stop" -> workspaces.proposal(instance -> instance.isRunning(), typed);
            case "workspace remove" ->
                workspaces.proposal(instance -> line.isOn("--force") || !instance.isRunning(), typed);
            case "workspace recreate" ->
                workspaces.proposal(instance -> line.isOn("--force") || !instance.isRunning(), typed);
            case "config show", "workspace show" -> first(typed, workspaces.proposal(instance -> true, typed));
            case "ps", "ports" -> first(typed, workspaces.proposal(instance -> true, typed));
            case "logs" -> first(typed, activities.proposal(activity -> !activity.attached(), typed, partial));
            case "wait", "kill" ->
                activities.proposal(activity -> !activity.state().isOver(), typed, partial);
            case "exec", "workspace terminal" ->
                typed.isEmpty() ? workspaces.proposal(instance -> true, typed) : Proposal.files();
            case "workspace dashboard" -> first(typed, workspaces.proposal(instance -> instance.isRunning(), typed));
            case "workspace open" -> open(typed);
            case "cp" -> copy(typed, partial);
            case "stats" -> workspaces.proposal(instance -> instance.isRunning(), typed);
            case "agent show" -> first(typed, Proposal.words(agents.get()));
            case "secret remove" -> first(typed, Proposal.words(secrets.get()));
            case "completion" -> first(typed, Proposal.words(Shell.words()));
            default -> Proposal.nothing();
        };
    }

    private static List<String> keys(CommandLineState line) {
        boolean settings = !line.isOn("--global") && !line.isOn("--workspace") && !line.isOn("--project");
        return ConfigurationKey.texts(settings && !line.isOn("--agent"));
    }

    private Proposal open(List<String> typed) {
        return switch (typed.size()) {
            case 0 -> workspaces.proposal(instance -> instance.isRunning(), typed);
            case 1 -> Proposal.words(workspaces.ports(typed.getFirst()));
            default -> Proposal.nothing();
        };
    }

    /// Workspaces as long as it may become one, then files of this machine: no shell takes both.
    private Proposal copy(List<String> typed, String partial) {
        if (typed.size() > 1 || partial.contains(":")) {
            return Proposal.nothing();
        }
        Proposal prefixes = workspaces.prefixes().startingWith(partial);
        boolean other = typed.stream().anyMatch(word -> word.contains(":") && !word.startsWith("."));
        return other || prefixes.candidates().isEmpty() ? Proposal.files() : prefixes;
    }

    private static Proposal first(List<String> typed, Proposal proposal) {
        return typed.isEmpty() ? proposal : Proposal.nothing();
    }
}
