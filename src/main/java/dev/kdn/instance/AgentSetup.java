/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.AgentSettings;
import dev.kdn.agent.FileAgent;
import dev.kdn.agent.ModelName;
import dev.kdn.agent.SettingsFile;
import dev.kdn.agent.SettingsRequest;
import dev.kdn.agent.SettingsUpdate;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import dev.kdn.instance.AppliedSettings.Applied;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.runtime.Forward;
import dev.kdn.runtime.HomeAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.step.StepLogger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// Puts the agent's settings into workspaces that are not running, so that the agent starts to work at once.
final class AgentSetup {
    private static final int TOKEN_BYTES = 24;

    private final Collaborators with;
    private final GivenSettings given;

    AgentSetup(Collaborators with) {
        this.with = with;
        this.given = new GivenSettings(with);
    }

    /// Whom settings are for.
    ///
    /// @param configuration as the workspace was made from
    private record Target(
            Agent agent,
            WorkspaceRuntime runtime,
            Optional<String> model,
            WorkspaceConfiguration configuration,
            Path sources) {}

    /// Makes sure that the settings can be made; touches nothing.
    ///
    /// @throws dev.kdn.error.ConfigurationException if a file of the user is broken
    void check(
            Agent agent,
            WorkspaceRuntime runtime,
            Optional<String> model,
            WorkspaceConfiguration configuration,
            Path sources,
            StepLogger steps) {
        Optional<HomeAccess> home = runtime.capabilities().home();
        if (home.isEmpty()) {
            return;
        }
        Target target = new Target(agent, runtime, model, configuration, sources);
        SettingsRequest request = request(target, home.get(), List.of(), "unused", Map.of());
        settings(target, request, given.of(agent, sources)).warnings().forEach(steps::warn);
    }

    /// The configuration with the variables that the agent needs.
    WorkspaceConfiguration withVariables(
            Agent agent,
            WorkspaceRuntime runtime,
            Optional<String> model,
            WorkspaceConfiguration configuration,
            Path sources) {
        Optional<HomeAccess> home = runtime.capabilities().home();
        if (home.isEmpty()) {
            return configuration;
        }
        Target target = new Target(agent, runtime, model, configuration, sources);
        SettingsRequest request = request(target, home.get(), List.of(), "unused", Map.of());
        List<Variable> environment = new ArrayList<>(configuration.environment());
        new TreeMap<>(agent.variables(request)).forEach((name, value) -> {
            if (environment.stream().noneMatch(known -> known.name().equals(name))) {
                environment.add(new Variable(name, Optional.empty(), Optional.of(value)));
            }
        });
        return configuration.withEnvironment(environment, configuration.secrets());
    }

    /// Puts the settings into a new instance.
    ///
    /// @param previous the instance whose state was carried into it
    void apply(InstanceCreation.Plan plan, Instance instance, Optional<String> previous, StepLogger steps) {
        Optional<HomeAccess> home = plan.runtime().capabilities().home();
        if (home.isEmpty()) {
            return;
        }
        WorkspaceConfiguration configuration = plan.configuration();
        Target target = new Target(plan.agent(), plan.runtime(), instance.model(), configuration, plan.sources());
        AppliedSettings memory = new AppliedSettings(with.storage(), instance.id());
        Optional<Applied> last = previous.flatMap(memory::of);
        String token = last.map(Applied::token).orElseGet(AgentSetup::newToken);
        Map<String, SettingsFile> files = given.of(plan.agent(), plan.sources());
        Map<String, String> keys = new AgentKeys(with.secrets()).readable(plan.agent(), configuration);
        AgentSettings settings = settings(target, request(target, home.get(), instance.forwards(), token, keys), files);
        SettingsUpdate update =
                new SettingsUpdate(settings, last.map(Applied::files).orElse(Map.of()), true);
        write(instance, home.get(), update, configuration, steps);
        memory.remember(
                instance.runtime().instanceId(),
                new Applied(fingerprint(files), token, update.applied(), reduced(configuration)));
    }

    /// Brings what the user has changed into an instance that is about to start.
    ///
    /// @param running whether it runs already, so that the agent may be writing the same files
    void refresh(Instance instance, WorkspaceRuntime runtime, BooleanSupplier running, StepLogger steps) {
        Optional<HomeAccess> home = runtime.capabilities().home();
        String instanceId = instance.runtime().instanceId();
        AppliedSettings memory = new AppliedSettings(with.storage(), instance.id());
        Optional<String> host = home.isEmpty() ? Optional.empty() : memory.host(instanceId);
        if (host.isEmpty()) {
            return; // another kdn made it
        }
        Agent agent = with.agents().get().find(instance.agent()).orElseGet(() -> new FileAgent(instance.agent()));
        Map<String, SettingsFile> files = given.of(agent, instance.source());
        if (fingerprint(files).equals(host.get()) || running.getAsBoolean()) {
            return;
        }
        Applied last = memory.of(instanceId).orElseThrow();
        Target target = new Target(agent, runtime, instance.model(), last.configuration(), instance.source());
        Map<String, String> keys = new AgentKeys(with.secrets()).all(agent, last.configuration());
        AgentSettings settings =
                settings(target, request(target, home.get(), instance.forwards(), last.token(), keys), files);
        SettingsUpdate update = new SettingsUpdate(settings, last.files(), false);
        write(instance, home.get(), update, last.configuration(), steps);
        memory.remember(
                instanceId, new Applied(fingerprint(files), last.token(), update.applied(), last.configuration()));
    }

    private void write(
            Instance instance,
            HomeAccess home,
            SettingsUpdate update,
            WorkspaceConfiguration configuration,
            StepLogger steps) {
        String id = instance.runtime().instanceId();
        List<String> mounted = SkillMounts.inHome(configuration);
        Set<String> needed = update.needed();
        Map<String, SettingsFile> changes = update.changes(needed.isEmpty() ? Map.of() : home.read(id, needed));
        changes.keySet().removeIf(path -> isMounted(path, mounted, steps));
        Set<String> folders = new TreeSet<>();
        for (String path : mounted) { // engines would make the folders above as root
            Path parent = Path.of(path).getParent();
            if (parent != null && mounted.stream().noneMatch(parent::startsWith)) { // else it is the user's own folder
                folders.add(parent.toString());
            }
        }
        update.warnings().forEach(steps::warn);
        if (!changes.isEmpty() || !folders.isEmpty()) {
            steps.step("Setting up agent: " + instance.agent(), "Agent set up", () -> home.write(id, changes, folders));
        }
    }

    private static boolean isMounted(String path, List<String> mounted, StepLogger steps) {
        for (String mount : mounted) {
            if (Path.of(path).startsWith(mount)) {
                steps.warn("settings file " + path + " is left out, since ~/" + mount + " is mounted in the workspace");
                return true;
            }
        }
        return false;
    }

    private AgentSettings settings(Target target, SettingsRequest request, Map<String, SettingsFile> files) {
        return AgentSettings.of(
                target.agent(), request, given.folder(target.agent()).toString(), files);
    }

    /// @param keys values of secrets that the agent asks about, by variable
    private SettingsRequest request(
            Target target, HomeAccess home, List<Forward> forwards, String token, Map<String, String> keys) {
        Map<String, Optional<String>> variables = new HashMap<>();
        for (Variable variable : target.configuration().environment()) {
            Optional<String> key = Optional.ofNullable(keys.get(variable.name()));
            variables.put(variable.name(), variable.value().or(() -> key));
        }
        List<String> origins = new ArrayList<>();
        for (Forward forward : forwards) {
            origins.add("http://127.0.0.1:" + forward.port());
            origins.add("http://localhost:" + forward.port());
        }
        return new SettingsRequest(
                home.sourcesPath(target.sources())
                        .orElseGet(() -> target.runtime().description().sourcesPath()),
                home.hostName(),
                target.model().map(ModelName::parse),
                target.configuration().mcp(),
                variables,
                token,
                with.clock().instant(),
                origins);
    }

    private static String fingerprint(Map<String, SettingsFile> files) {
        List<byte[]> parts = new ArrayList<>();
        files.forEach((path, file) -> {
            byte[] content = file.content();
            String head = path + "\0" + file.mode() + " " + content.length + "\0";
            parts.add(head.getBytes(StandardCharsets.UTF_8));
            parts.add(content);
        });
        return Digest.sha256(parts.toArray(byte[][]::new));
    }

    /// What settings depend on, and what is mounted over them.
    private static WorkspaceConfiguration reduced(WorkspaceConfiguration all) {
        return new WorkspaceConfiguration(
                all.environment(), Map.of(), all.mcp(), all.mounts(), Network.UNSET, List.of(), List.of(), List.of());
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
