/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Defaults;
import dev.kdn.cli.Defaults.Default;
import dev.kdn.cli.agent.KnownAgents;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.output.StandardError;
import dev.kdn.runtime.RuntimeChecks;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.WorkspaceRuntime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What `init`, and what prepares it, needs to know of the rest of kdn.
///
/// @param runtimes to choose from
/// @param agents to choose from
/// @param configurationJson writes a configuration as pretty JSON
/// @param defaults where no flag is given
/// @param question asks where there is no default
/// @param err where choices are told
public record InitChoices(
        Supplier<RuntimeRegistry> runtimes,
        KnownAgents agents,
        Function<WorkspaceConfiguration, String> configurationJson,
        Defaults defaults,
        Supplier<Question> question,
        StandardError err) {
    /// A runtime and an agent, which may both be unknown or unavailable if the user has named them.
    public record Chosen(String runtime, String agent) {}

    /// As [#choose(String, String, boolean, Runnable)], with nothing to complain about.
    public Chosen choose(String runtime, String agent, boolean json) {
        return choose(runtime, agent, json, () -> {});
    }

    /// What the flags name, else the environment or the settings; else the first runtime that works, and on a terminal
    /// what the user picks. Nothing is looked at but what has to be.
    ///
    /// @param runtime empty if the flag is not given
    /// @param agent empty if the flag is not given
    /// @param json whether one document is all that is wanted, so that nobody is asked
    /// @param beforeMenus what is to be complained about before anybody is asked
    /// @throws dev.kdn.error.InputNeededException if there is no agent and nobody to ask
    public Chosen choose(String runtime, String agent, boolean json, Runnable beforeMenus) {
        if (!runtime.isEmpty() && !agent.isEmpty()) {
            return new Chosen(runtime, agent);
        }
        AgentChoice agentChoice = new AgentChoice(agents, err);
        Optional<Default> agentSet = agent.isEmpty() ? defaults.find(SettingKey.AGENT) : Optional.empty();
        agentSet.ifPresent(agentChoice::check);
        Optional<Menu> menu = menu(json);
        if (agent.isEmpty() && agentSet.isEmpty() && menu.isEmpty()) {
            throw agentChoice.missing(); // before engines are asked for nothing
        }
        if (menu.isPresent()) {
            beforeMenus.run();
        }
        String chosen = runtime.isEmpty() ? runtime(menu, json) : runtime;
        if (!agent.isEmpty()) {
            return new Chosen(chosen, agent);
        }
        agentSet.ifPresent(set -> tell("Agent", set, json));
        return new Chosen(
                chosen,
                agentSet.map(Default::value)
                        .or(() -> menu.map(picking -> agentChoice.picked(known(chosen), picking)))
                        .orElseThrow());
    }

    private WorkspaceRuntime known(String runtime) {
        RuntimeChoice.check(runtimes.get(), runtime);
        return runtimes.get().get(runtime);
    }

    private Optional<Menu> menu(boolean json) {
        return Optional.of(question.get())
                .filter(asking -> !json && asking.isInteractive())
                .map(asking -> new Menu(asking, err));
    }

    private String runtime(Optional<Menu> menu, boolean json) {
        RuntimeChoice choice = new RuntimeChoice(runtimes.get(), RuntimeChecks.quick(runtimes.get()), err);
        Optional<Default> set = defaults.find(SettingKey.RUNTIME);
        if (set.isEmpty()) {
            return menu.map(choice::picked).orElseGet(choice::first);
        }
        RuntimeChoice.check(runtimes.get(), set.get());
        tell("Runtime", set.get(), json);
        return set.get().value();
    }

    /// What kdn has chosen is told in any case, what was set only where people read.
    private void tell(String what, Default set, boolean json) {
        if (!json) {
            err.line(what + ": " + set.value() + " (" + set.source() + ")");
        }
    }
}
