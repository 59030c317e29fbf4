/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.activity.Activities;
import dev.kdn.agent.Agent;
import dev.kdn.agent.Agents;
import dev.kdn.cli.Defaults;
import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.config.ConfigurationEditor;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.UserSettings;
import dev.kdn.instance.Configurations;
import dev.kdn.instance.Images;
import dev.kdn.instance.InstanceManager;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.instance.InstanceStore;
import dev.kdn.output.StandardError;
import dev.kdn.process.Cancellation;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.Command;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.Posix;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.process.ProcessRunner;
import dev.kdn.project.ProjectDetector;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.secret.Secret;
import dev.kdn.secret.Secrets;
import dev.kdn.step.StepLogger;
import dev.kdn.step.StepLoggers;
import dev.kdn.step.StepOptions;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What commands stand on: storage, runtimes, agents, progress, signals. The second half of [Wiring].
final class Services {
    /// How long an operation waits for another one on the same workspace.
    private static final Duration WORKSPACE_LOCK_LIMIT = Duration.ofSeconds(10);

    private static final int STDERR = 2;

    private final Surroundings surroundings;
    private final GlobalOptions globals;
    private final StandardError err;
    private final Cancellation cancellation = new Cancellation();
    private final ChildJournal journal = new ChildJournal();
    private final Memoised<CommandRunner> runner = new Memoised<>(this::newRunner);
    private final Memoised<Storage> storage = new Memoised<>(this::newStorage);
    private final Memoised<RuntimeRegistry> registry = new Memoised<>(this::newRegistry);
    private final Memoised<InstanceManager> manager = new Memoised<>(this::newManager);
    private final Memoised<Secrets> secrets = new Memoised<>(() -> secretParts().secrets());
    private final Memoised<Activities> activities = new Memoised<>(this::newActivities);
    private final Memoised<Images> images = new Memoised<>(this::newImages);

    Services(Surroundings surroundings, GlobalOptions globals, StandardError err) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.err = err;
    }

    Memoised<InstanceManager> manager() {
        return manager;
    }

    Memoised<Images> images() {
        return images;
    }

    Memoised<Activities> activities() {
        return activities;
    }

    Memoised<Secrets> secrets() {
        return secrets;
    }

    SecretParts secretParts() {
        return new SecretParts(surroundings, globals, err, storage, runner, cancellation);
    }

    Memoised<RuntimeRegistry> registry() {
        return registry;
    }

    /// Names of the runtimes that a user can choose; loads none.
    List<String> runtimeNames() {
        List<String> names = new ArrayList<>();
        for (RuntimeEntry entry : registry.get().visible()) {
            names.add(entry.description().type());
        }
        return names;
    }

    List<String> agentNames() {
        return Agents.builtIn().names();
    }

    Memoised<Configurations> configurations() {
        return new Memoised<>(() -> new Configurations(collaborators()));
    }

    UserConfiguration userConfiguration() {
        return new UserConfiguration(storage.get().configurationFolder());
    }

    ConfigurationEditor configurationEditor() {
        return new ConfigurationEditor(storage.get());
    }

    Defaults defaults() {
        return new Defaults(surroundings, new Memoised<>(this::settings));
    }

    private UserSettings settings() {
        UserSettings settings = UserSettings.read(userConfiguration().settingsFile());
        settings.unknownMembers().forEach(sentence -> err.line("warning: " + sentence));
        return settings;
    }

    /// Runs a program that the user works with.
    int attach(List<String> words) {
        return runner.get().attach(Command.of(words, Duration.ZERO));
    }

    /// Names of the secrets on record; no value is read.
    List<String> secretNames() {
        return secrets.get().list().stream().map(Secret::name).toList();
    }

    /// Models to propose for the agent of that name, or for any if it is none.
    List<String> modelNames(String agentName) {
        List<String> models = new ArrayList<>();
        Agents agents = Agents.builtIn();
        Optional<Agent> chosen = agents.find(agentName);
        for (Agent agent : agents.all()) {
            if (chosen.isEmpty() || agent.name().equals(agentName)) {
                models.addAll(agent.knownModels());
            }
        }
        return models;
    }

    StepLogger steps(Progress.Detail detail) {
        boolean terminal = surroundings.terminals().err();
        StepOptions options = StepOptions.of(
                        detail == Progress.Detail.SILENT,
                        terminal,
                        surroundings.variable("TERM").orElse("").equals("dumb"),
                        surroundings.allowsColor(terminal) && !globals.noColor(),
                        detail == Progress.Detail.STEPS_AND_LOGS)
                .withColumns(() -> Posix.terminalColumns(STDERR));
        return StepLoggers.create(new PrintStream(surroundings.err(), true, StandardCharsets.UTF_8), options);
    }

    /// From now on a signal cancels the work of this thread instead of ending the process.
    void watchSignals() {
        cancellation.install(Thread.currentThread());
    }

    /// The signal that cancelled this process, or 0.
    int signal() {
        return cancellation.signal().orElse(0);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Storage storage() {
        return storage.get();
    }

    private CommandRunner newRunner() {
        return new ProcessRunner(surroundings.environment(), cancellation, journal, HeadStart::loadTimeZones);
    }

    private Storage newStorage() {
        return new Storage(globals.storage(surroundings));
    }

    private UserTerminal newTerminal() {
        return new UserTerminal(surroundings.in(), surroundings.out(), surroundings.err(), cancellation);
    }

    private RuntimeRegistry newRegistry() {
        return new Runtimes(surroundings, err, storage, runner, new Memoised<>(this::newTerminal), secrets).registry();
    }

    private InstanceManager newManager() {
        HeadStart.loadNumbers();
        return new InstanceManager(collaborators());
    }

    private Activities newActivities() {
        return new Activities(new Activities.Collaborators(
                storage.get(),
                manager,
                ProcessIdentity::current,
                cancellation,
                surroundings.clock(),
                surroundings.environment()));
    }

    private Images newImages() {
        return new Images(collaborators());
    }

    private Collaborators collaborators() {
        Clock clock = new LocalClock();
        return new Collaborators(
                storage.get(),
                secrets,
                new InstanceStore(storage.get(), clock, warning -> err.line("warning: " + warning)),
                registry,
                Agents::builtIn,
                () -> new ProjectDetector(runner.get()),
                new Memoised<>(() -> activities().get().occupants()),
                ProcessIdentity::current,
                journal,
                surroundings.home().orElse(Path.of("/nonexistent")),
                clock,
                surroundings.variable("KDN_TRUST").orElse(""),
                WORKSPACE_LOCK_LIMIT,
                Version.read());
    }

    /// Whether a supplier has been used; a test says that help uses none.
    boolean isUntouched() {
        return !manager.isBuilt()
                && !images.isBuilt()
                && !registry.isBuilt()
                && !storage.isBuilt()
                && !runner.isBuilt();
    }
}
