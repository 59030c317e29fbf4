/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Optional;

/// What a runtime offers beyond the life cycle; an empty member means "not supported".
public record RuntimeCapabilities(
        Optional<TerminalAccess> terminal,
        Optional<DashboardAccess> dashboard,
        Optional<BatchStates> states,
        Optional<AgentSupport> agents,
        Optional<GarbageCollection> garbage,
        Optional<Recreation> recreation,
        Optional<LimitEnforcement> limits,
        Optional<EngineCheck> check,
        Optional<ImageAccess> images) {
    public static RuntimeCapabilities none() {
        return new RuntimeCapabilities(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public RuntimeCapabilities withTerminal(TerminalAccess access) {
        return new RuntimeCapabilities(
                Optional.of(access), dashboard, states, agents, garbage, recreation, limits, check, images);
    }

    public RuntimeCapabilities withDashboard(DashboardAccess access) {
        return new RuntimeCapabilities(
                terminal, Optional.of(access), states, agents, garbage, recreation, limits, check, images);
    }

    public RuntimeCapabilities withStates(BatchStates batch) {
        return new RuntimeCapabilities(
                terminal, dashboard, Optional.of(batch), agents, garbage, recreation, limits, check, images);
    }

    public RuntimeCapabilities withAgents(AgentSupport support) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, Optional.of(support), garbage, recreation, limits, check, images);
    }

    public RuntimeCapabilities withGarbage(GarbageCollection collection) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, agents, Optional.of(collection), recreation, limits, check, images);
    }

    public RuntimeCapabilities withRecreation(Recreation making) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, agents, garbage, Optional.of(making), limits, check, images);
    }

    public RuntimeCapabilities withLimits(LimitEnforcement enforcement) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, agents, garbage, recreation, Optional.of(enforcement), check, images);
    }

    public RuntimeCapabilities withCheck(EngineCheck engineCheck) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, agents, garbage, recreation, limits, Optional.of(engineCheck), images);
    }

    public RuntimeCapabilities withImages(ImageAccess access) {
        return new RuntimeCapabilities(
                terminal, dashboard, states, agents, garbage, recreation, limits, check, Optional.of(access));
    }
}
