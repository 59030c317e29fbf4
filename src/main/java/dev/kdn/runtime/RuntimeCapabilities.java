/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a runtime offers beyond the life cycle; an empty answer means "not supported". Immutable.
public final class RuntimeCapabilities {
    private static final RuntimeCapabilities NONE = new RuntimeCapabilities(Map.of());

    private final Map<Class<?>, Object> offered;

    private RuntimeCapabilities(Map<Class<?>, Object> offered) {
        this.offered = offered;
    }

    public static RuntimeCapabilities none() {
        return NONE;
    }

    /// These and one more, which takes the place of an earlier one of its kind.
    public <T> RuntimeCapabilities with(Class<T> kind, T capability) {
        Map<Class<?>, Object> more = new HashMap<>(offered);
        more.put(kind, capability);
        return new RuntimeCapabilities(more);
    }

    public Optional<TerminalAccess> terminal() {
        return get(TerminalAccess.class);
    }

    public Optional<DashboardAccess> dashboard() {
        return get(DashboardAccess.class);
    }

    public Optional<BatchStates> states() {
        return get(BatchStates.class);
    }

    public Optional<AgentSupport> agents() {
        return get(AgentSupport.class);
    }

    public Optional<GarbageCollection> garbage() {
        return get(GarbageCollection.class);
    }

    public Optional<Recreation> recreation() {
        return get(Recreation.class);
    }

    public Optional<LimitEnforcement> limits() {
        return get(LimitEnforcement.class);
    }

    public Optional<EngineCheck> check() {
        return get(EngineCheck.class);
    }

    public Optional<ImageAccess> images() {
        return get(ImageAccess.class);
    }

    public Optional<EnginePlace> place() {
        return get(EnginePlace.class);
    }

    public Optional<HomeAccess> home() {
        return get(HomeAccess.class);
    }

    public Optional<ProgramAccess> programs() {
        return get(ProgramAccess.class);
    }

    public Optional<StatsAccess> stats() {
        return get(StatsAccess.class);
    }

    public Optional<ConnectionProbe> probe() {
        return get(ConnectionProbe.class);
    }

    public Optional<SandboxChoice> sandbox() {
        return get(SandboxChoice.class);
    }

    private <T> Optional<T> get(Class<T> kind) {
        return Optional.ofNullable(kind.cast(offered.get(kind)));
    }
}
