/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.Instance;
import dev.kdn.runtime.RuntimeState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The filters of `list`; each may be given several times.
final class InstanceFilter {
    private List<String> states = new ArrayList<>();

    private List<String> runtimes = new ArrayList<>();

    private List<String> agents = new ArrayList<>();

    private List<String> projects = new ArrayList<>();

    void describe(Syntax syntax) {
        syntax.options("--state state", "Only workspaces in this state (repeatable)", given -> states = given);
        syntax.options("--runtime runtime", "Only workspaces of this runtime (repeatable)", given -> runtimes = given);
        syntax.options("--agent agent", "Only workspaces with this agent (repeatable)", given -> agents = given);
        syntax.options(
                "--project project",
                "Only workspaces whose project begins with this (repeatable)",
                given -> projects = given);
    }

    /// Complains about a state that there is not.
    void check() {
        Set<String> known = new LinkedHashSet<>();
        for (RuntimeState state : RuntimeState.values()) {
            known.add(state.text());
        }
        for (String state : states) {
            if (!known.contains(state)) {
                throw new InvalidInputException(
                        "invalid state \"" + state + "\": must be one of " + String.join(", ", known));
            }
        }
    }

    List<Instance> matching(List<Instance> instances) {
        List<Instance> matching = new ArrayList<>(instances);
        matching.removeIf(instance -> !matches(instance));
        return matching;
    }

    private boolean matches(Instance instance) {
        return isAmong(states, instance.state().text())
                && isAmong(runtimes, instance.runtime().type())
                && isAmong(agents, instance.agent())
                && isInProject(instance.project());
    }

    private static boolean isAmong(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private boolean isInProject(String project) {
        if (projects.isEmpty()) {
            return true;
        }
        for (String wanted : projects) {
            if (project.startsWith(wanted)) {
                return true;
            }
        }
        return false;
    }
}
