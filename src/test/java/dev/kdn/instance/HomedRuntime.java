/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.SettingsFile;
import dev.kdn.runtime.ConnectionProbe;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.HomeAccess;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.step.StepLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// A fake runtime whose instances have a home folder, in memory.
final class HomedRuntime extends MeddledRuntime {
    final List<String> calls = new ArrayList<>();
    final List<CreateRequest> requests = new ArrayList<>();
    final List<String> probes = new ArrayList<>();
    boolean closed;
    private final Map<String, Map<String, SettingsFile>> homes = new HashMap<>();

    HomedRuntime(ManagerFixture fixture) {
        super(fixture, () -> {});
        fixture.runtimes.clear();
        fixture.runtimes.add(entry());
    }

    /// The only home folder that there is.
    Map<String, SettingsFile> home() {
        return homes.values().iterator().next();
    }

    private Map<String, SettingsFile> homeOf(String id) {
        return Objects.requireNonNull(homes.get(id));
    }

    String text(String path) {
        return Objects.requireNonNull(home().get(path)).text();
    }

    /// Writes a file as the agent would.
    void write(String path, String text) {
        home().put(path, new SettingsFile(text.getBytes(StandardCharsets.UTF_8), 0600));
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        requests.add(request);
        RuntimeInfo made = super.create(request, steps);
        homes.put(made.id(), new TreeMap<>());
        return made;
    }

    @Override
    public RuntimeCapabilities capabilities() {
        RuntimeCapabilities real = super.capabilities();
        ConnectionProbe probe = (id, host, port) -> {
            probes.add(host + ":" + port);
            return closed;
        };
        return real.with(HomeAccess.class, new Home())
                .with(ConnectionProbe.class, probe)
                .with(Recreation.class, new Carrying(real.recreation().orElseThrow()));
    }

    private final class Home implements HomeAccess {
        @Override
        public String hostName() {
            return "host.test";
        }

        @Override
        public Map<String, SettingsFile> read(String id, Set<String> paths) {
            calls.add("read " + String.join(" ", paths));
            Map<String, SettingsFile> found = new TreeMap<>(homeOf(id));
            found.keySet().retainAll(paths);
            return found;
        }

        @Override
        public void write(String id, Map<String, SettingsFile> files, Set<String> folders) {
            calls.add("write " + String.join(" ", files.keySet()) + " in " + String.join(" ", folders));
            homeOf(id).putAll(files);
        }
    }

    /// Carries what is below the paths over, as engines do.
    private final class Carrying implements Recreation {
        private final Recreation real;

        Carrying(Recreation real) {
            this.real = real;
        }

        @Override
        public void check(String id) {
            real.check(id);
        }

        @Override
        public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
            requests.add(plan.request());
            RuntimeInfo made = real.beside(oldId, plan, steps);
            Map<String, SettingsFile> carried = new TreeMap<>(homeOf(oldId));
            carried.keySet()
                    .removeIf(path -> plan.carried().stream()
                            .noneMatch(state -> ("~/" + path).equals(state) || ("~/" + path).startsWith(state + "/")));
            homes.put(made.id(), carried);
            return made;
        }

        @Override
        public RuntimeInfo keepOnly(String id, String workspaceId) {
            homes.keySet().retainAll(Set.of(id));
            return real.keepOnly(id, workspaceId);
        }
    }
}
