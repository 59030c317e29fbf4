/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Surroundings;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.instance.InstanceManager;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// What commands stand on: storage, runtimes, agents, progress, signals. The second half of [Wiring].
final class Services {
    private final Surroundings surroundings;
    private final GlobalOptions globals;
    private final Memoised<InstanceManager> manager = new Memoised<>(this::newManager);
    private final Memoised<RuntimeRegistry> registry = new Memoised<>(this::newRegistry);
    private final Memoised<Storage> storage = new Memoised<>(this::newStorage);

    Services(Surroundings surroundings, GlobalOptions globals) {
        this.surroundings = surroundings;
        this.globals = globals;
    }

    Memoised<InstanceManager> manager() {
        return manager;
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

    // CONNECT: new Agents(...).names() or Agents.builtIn().names()
    List<String> agentNames() {
        return List.of("claude", "cursor", "goose", "openclaw", "opencode", "shell");
    }

    // CONNECT: WorkspaceConfigurationJson.write(configuration)
    @SuppressWarnings("DoNotCallSuggester") // until it is connected
    String configurationJson(WorkspaceConfiguration configuration) {
        throw new UnsupportedOperationException("not connected: " + configuration);
    }

    // CONNECT: SilentStepLogger, SpinnerStepLogger (surroundings.terminals().err()), PlainStepLogger, by detail;
    // colours by surroundings.allowsColor(surroundings.terminals().err()) && !globals.noColor()
    StepLogger steps(Progress.Detail detail) {
        return new PendingSteps();
    }

    // CONNECT: Cancellation.install(Thread.currentThread())
    void watchSignals() {}

    // CONNECT: Cancellation.signal().orElse(0)
    int signal() {
        return 0;
    }

    // CONNECT: new InstanceManager(new Collaborators(storage.get(), registry.get(), ...))
    private InstanceManager newManager() {
        return new InstanceManager();
    }

    // CONNECT: new RuntimeEntry(...) for PodmanRuntime and, internal, FakeRuntime
    private RuntimeRegistry newRegistry() {
        return new RuntimeRegistry(List.of());
    }

    private Storage newStorage() {
        return new Storage(globals.storage(surroundings));
    }

    Storage storage() {
        return storage.get();
    }

    /// Whether a supplier has been used; a test says that help uses none.
    boolean isUntouched() {
        return !manager.isBuilt() && !registry.isBuilt() && !storage.isBuilt();
    }
}
