/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.config.MountResolver;
import dev.kdn.config.TrustRules;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.project.ProjectDetector;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the wish for a workspace, cheapest first, and has it made.
final class InstanceCreation {
    private final Collaborators with;

    InstanceCreation(Collaborators with) {
        this.with = with;
    }

    /// A wish that was found good.
    ///
    /// @param sources real path
    /// @param configurationFolder absolute; need not exist
    /// @param extraMounts what the sources need besides themselves
    /// @param trust how trust was given, as a word
    record Plan(
            NewInstance wish,
            Path sources,
            Path configurationFolder,
            WorkspaceConfiguration configuration,
            Agent agent,
            WorkspaceRuntime runtime,
            String project,
            List<Path> extraMounts,
            String trust) {}

    Instance add(NewInstance wish, TrustPrompt prompt, StepLogger steps) {
        Plan plan = plan(wish, prompt, steps);
        String name = wish.name().map(WorkspaceName::sanitise).orElseGet(() -> WorkspaceName.of(plan.sources()));
        Intents intents = with.intents();
        new Settlement(with).settleAll(steps);
        String type = plan.runtime().description().type();
        try (Reservation reservation = Reservation.take(
                with.storage(), with.store(), intents, name, type, EngineFacts.address(plan.runtime()))) {
            return reservation.carryOut(() -> new InstanceMaking(with, plan, reservation).make(steps));
        }
    }

    static WorkspaceConfiguration configuration(NewInstance wish, StepLogger steps) {
        return ConfigurationCheck.load(folder(wish, SourcesCheck.realFolder(wish.sources())), steps);
    }

    /// Checks the wish and gathers what belongs to it; nothing is made.
    Plan plan(NewInstance wish, TrustPrompt prompt, StepLogger steps) {
        return plan(wish, false, prompt, steps);
    }

    /// As [#plan(NewInstance, TrustPrompt, StepLogger)], for a workspace that is there already.
    ///
    /// @param offline whether it has no network, so that its own configuration cannot simply give it one
    Plan plan(NewInstance wish, boolean offline, TrustPrompt prompt, StepLogger steps) {
        Choices choices = new Choices(with.runtimes().get(), with.agents());
        WorkspaceRuntime runtime = choices.runtime(wish.runtime());
        Agent agent = choices.agent(wish.agent(), runtime);
        Path sources = SourcesCheck.realFolder(wish.sources());
        if (!wish.force()) {
            new SourcesCheck(with.home(), with.storage().root()).refuseTooMuch(sources);
        }
        Path folder = folder(wish, sources);
        if (wish.configuration().isPresent() && !Files.exists(folder.resolve("workspace.json"))) {
            steps.warn("there is no workspace.json in " + folder);
        }
        WorkspaceConfiguration asked = ConfigurationCheck.load(folder, steps);
        ConfigurationCheck.refuseUnsupported(asked);
        asked = SkillMounts.with(asked, agent, steps);
        EngineSources.check(wish, runtime, sources, asked);
        LimitFacts.refuseUnenforceable(runtime, wish.limits());
        MountResolver resolver = new MountResolver(sources, with.home());
        WorkspaceConfiguration configuration = asked.withMounts(resolver.pinned(asked.mounts()));
        Optional<String> model = wish.model().filter(text -> !text.isEmpty());
        new AgentSetup(with).check(agent, runtime, model, configuration, steps);
        ProjectDetector projects = with.projects().get();
        String project =
                wish.project().filter(override -> !override.isEmpty()).orElseGet(() -> projects.detect(sources, steps));
        String trust = trust(wish, project, sources, folder, configuration, offline, prompt);
        return new Plan(
                wish,
                sources,
                folder,
                configuration,
                agent,
                runtime,
                project,
                wish.sourcesOnEngine().isPresent() ? List.of() : gitFolder(projects, sources, steps),
                trust);
    }

    private static Path folder(NewInstance wish, Path sources) {
        return wish.configuration()
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseGet(() -> sources.resolve(".kaiden"));
    }

    private String trust(
            NewInstance wish,
            String project,
            Path sources,
            Path folder,
            WorkspaceConfiguration configuration,
            boolean offline,
            TrustPrompt prompt) {
        if (!SourcesCheck.isInside(folder, sources)) {
            return "own configuration";
        }
        List<String> wishes = new ArrayList<>(TrustRules.wishes(configuration, sources, with.home()));
        if (offline && !InstanceMaking.isOffline(configuration)) {
            wishes.add("give the workspace the network, which it was made without");
        }
        TrustGate.Request request = new TrustGate.Request(project, folder.resolve("workspace.json"), wishes);
        return new TrustGate(with.storage(), with.trust()).check(request, wish.trust(), prompt);
    }

    /// The git folder that a linked worktree shares with its main clone, without which git does not work in it.
    private static List<Path> gitFolder(ProjectDetector projects, Path sources, StepLogger steps) {
        return projects.commonGitDirectory(sources)
                .map(folder -> {
                    steps.warn("the sources are a linked git worktree, so the workspace can also write to " + folder);
                    return List.of(folder);
                })
                .orElse(List.of());
    }
}
