/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.config.EffectiveConfiguration;
import dev.kdn.config.MountResolver;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfigurationFile;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.instance.OwnConfiguration.InForce;
import dev.kdn.project.ProjectDetector;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /// @param configurationFacts by which a later change of the configuration is noticed
    record Plan(
            NewInstance wish,
            Path sources,
            Path configurationFolder,
            WorkspaceConfiguration configuration,
            Agent agent,
            WorkspaceRuntime runtime,
            String project,
            List<Path> extraMounts,
            String trust,
            Map<String, String> configurationFacts) {}

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

    /// What all levels together say for such a workspace; runtime and agent may be missing.
    WorkspaceConfiguration configuration(NewInstance wish, StepLogger steps) {
        Path sources = SourcesCheck.realFolder(wish.sources());
        String project = project(wish, with.projects().get(), sources, steps);
        return ConfigurationCheck.load(folder(wish, sources), with.storage(), project, wish.agent(), steps)
                .configuration();
    }

    /// The real folder of the sources, which may be those of a workspace.
    Path sources(NewInstance wish) {
        Path sources = SourcesCheck.realFolder(wish.sources());
        if (!wish.force()) {
            new SourcesCheck(with.home(), with.storage().root()).refuseTooMuch(sources);
        }
        return sources;
    }

    /// Checks the wish and gathers what belongs to it; nothing is made.
    Plan plan(NewInstance wish, TrustPrompt prompt, StepLogger steps) {
        return plan(wish, InForce.NOTHING, prompt, steps);
    }

    /// As [#plan(NewInstance, TrustPrompt, StepLogger)], for a workspace that is there already.
    ///
    /// @param inForce what its configuration in the sources cannot simply go beyond
    Plan plan(NewInstance wish, InForce inForce, TrustPrompt prompt, StepLogger steps) {
        Choices choices = new Choices(with.runtimes().get(), with.agents());
        WorkspaceRuntime runtime = choices.runtime(wish.runtime(), wish.unsandboxed());
        Agent agent = choices.agent(wish.agent(), runtime);
        Path sources = sources(wish);
        Path folder = folder(wish, sources);
        if (wish.configuration().isPresent() && !Files.exists(folder.resolve("workspace.json"))) {
            steps.warn("there is no workspace.json in " + folder);
        }
        ProjectDetector projects = with.projects().get();
        String project = project(wish, projects, sources, steps);
        Map<String, String> fingerprints = Drift.fingerprints(folder, with.storage());
        EffectiveConfiguration levels = ConfigurationCheck.load(folder, with.storage(), project, agent.name(), steps);
        WorkspaceConfiguration written = levels.configuration();
        ExposedSecrets exposed = new ExposedSecrets(with.secrets());
        ConfigurationCheck.refuseUnsupported(exposed.in(written, wish.exposedSecrets()));
        WorkspaceConfiguration asked = SkillMounts.with(written, agent, steps);
        EngineSources.check(wish, runtime, sources, asked);
        LimitFacts.refuseUnenforceable(runtime, wish.limits());
        MountResolver resolver = new MountResolver(sources, with.home());
        WorkspaceConfiguration configuration =
                exposed.in(asked.withMounts(resolver.pinned(asked.mounts())), wish.exposedSecrets());
        Optional<String> model = wish.model().filter(text -> !text.isEmpty());
        AgentSetup setup = new AgentSetup(with);
        setup.check(agent, runtime, model, configuration, sources, steps);
        Map<String, String> facts = Drift.facts(fingerprints, written);
        new SourcesCheck(with.home(), with.storage().root()).warnOfStorage(configuration.mounts(), steps);
        boolean theirs = isTheirs(folder, sources, configuration, inForce);
        OwnConfiguration own = new OwnConfiguration(levels, sources, resolver, theirs, inForce, wish.exposedSecrets());
        String trust = trust(wish, project, folder, own, prompt);
        facts.putAll(own.facts());
        return new Plan(
                wish,
                sources,
                folder,
                setup.withVariables(agent, runtime, model, configuration, sources),
                agent,
                runtime,
                project,
                wish.sourcesOnEngine().isPresent() ? List.of() : gitFolder(projects, sources, steps),
                theirs || !trust.equals(TrustGate.NOT_NEEDED) ? trust : "own configuration",
                facts);
    }

    private static String project(NewInstance wish, ProjectDetector projects, Path sources, StepLogger steps) {
        return wish.project().filter(override -> !override.isEmpty()).orElseGet(() -> projects.detect(sources, steps));
    }

    private static Path folder(NewInstance wish, Path sources) {
        return wish.configuration()
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseGet(() -> sources.resolve(".kaiden"));
    }

    /// Whether a workspace can write, or could, where the configuration is from.
    private static boolean isTheirs(Path folder, Path sources, WorkspaceConfiguration configuration, InForce inForce) {
        List<Path> writable = new ArrayList<>(List.of(sources));
        writable.addAll(inForce.writable());
        configuration.mounts().stream()
                .filter(mount -> !mount.readOnly())
                .forEach(mount -> writable.add(Path.of(mount.host())));
        return SourcesCheck.isReachedThrough(folder.resolve(WorkspaceConfigurationFile.NAME), writable);
    }

    private String trust(NewInstance wish, String project, Path folder, OwnConfiguration own, TrustPrompt prompt) {
        TrustGate.Request request = new TrustGate.Request(
                project, folder.resolve(WorkspaceConfigurationFile.NAME), own.wishes(), own.loosened());
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
