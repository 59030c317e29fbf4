/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agents;
import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.project.ProjectDetector;
import dev.kdn.runtime.DashboardAccess;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.secret.Secrets;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// The operations on workspaces. Everywhere `reference` is a full id, else an exact name, else a unique id prefix.
///
/// The engine is the truth about states and the records are a cache: what changes something acts on the real state.
/// Operations that change one workspace exclude each other, also between processes; none holds the lock of
/// instances.json while an engine works.
public final class InstanceManager {
    private final Collaborators with;

    public InstanceManager(Collaborators collaborators) {
        this.with = collaborators;
    }

    /// What the operations need. The suppliers are asked when their value is needed, which listing never does.
    ///
    /// @param occupants what lives in workspaces
    /// @param self the process that writes intents
    /// @param journal where the programs are recorded that an operation starts
    /// @param home the user's home folder
    /// @param clock with the time zone of the records
    /// @param trust the user's setting: `always`, `ask`, `never`, or empty
    /// @param lockLimit how long to wait for another operation on the same workspace
    /// @param version of this kdn
    public record Collaborators(
            Storage storage,
            Supplier<Secrets> secrets,
            InstanceStore store,
            Supplier<RuntimeRegistry> runtimes,
            Supplier<Agents> agents,
            Supplier<ProjectDetector> projects,
            Supplier<Occupants> occupants,
            Supplier<ProcessIdentity> self,
            ChildJournal journal,
            Path home,
            Clock clock,
            String trust,
            Duration lockLimit,
            String version) {
        Intents intents() {
            return new Intents(storage, self, journal);
        }
    }

    /// Makes and registers a workspace that is not running. When that fails, nothing is left.
    ///
    /// @throws dev.kdn.error.RefusedException if the project asks for more than it may have
    public Instance add(NewInstance wish, TrustPrompt prompt, StepLogger steps) {
        return new InstanceCreation(with).add(wish, prompt, steps);
    }

    /// Makes sure that there are sources that [#add] would take, before anything else is asked.
    ///
    /// @throws dev.kdn.error.NotFoundException if there is nothing
    /// @throws dev.kdn.error.RefusedException if they would give the workspace everything
    public void checkSources(NewInstance wish) {
        Path _ = new InstanceCreation(with).sources(wish);
    }

    /// The configuration that [#add] would use; nothing is made.
    public WorkspaceConfiguration effectiveConfiguration(NewInstance wish, StepLogger steps) {
        return new InstanceCreation(with).configuration(wish, steps);
    }

    /// Starts the workspace; one that runs already is left alone and keeps its time of start.
    ///
    /// @throws ConflictException if another operation on it does not end in time
    /// @throws dev.kdn.error.RefusedException if its configuration in the sources asks for more now
    public Instance start(String reference, StepLogger steps) {
        return start(reference, false, steps);
    }

    /// As [#start(String, StepLogger)].
    ///
    /// @param acceptConfiguration whether the user agrees to what the configuration in the sources asks for now
    public Instance start(String reference, boolean acceptConfiguration, StepLogger steps) {
        return new InstanceStart(with).start(reference, acceptConfiguration, steps);
    }

    /// Makes the workspace anew, with the same id, name and, if wished, ports: from its configuration as it is now, a
    /// new image if there is one, and with what its agent needs to go on. It runs afterwards if it ran before.
    ///
    /// @throws ConflictException if it is running and that was not to be ended
    public Instance recreate(RecreateWish wish, TrustPrompt prompt, StepLogger steps) {
        return new InstanceRecreation(with).recreate(wish, prompt, steps);
    }

    /// Stops the workspace; one that does not run, or whose container is gone, is recorded as stopped.
    public Instance stop(String reference, StepLogger steps) {
        return new InstanceStop(with).stop(reference, steps);
    }

    /// Removes the workspace and everything that was made for it, never its sources.
    ///
    /// @param force stop it first when it runs, and drop the record although its runtime cannot be reached
    /// @return the last record
    public Instance delete(String reference, boolean force, StepLogger steps) {
        return new InstanceRemoval(with).delete(reference, force, steps);
    }

    /// Opens a terminal, or runs a command, in the workspace, which is started first unless it runs.
    ///
    /// @return the exit code of what ran inside
    public int terminal(TerminalWish wish, StepLogger steps) {
        return new InstanceTerminal(with).open(wish, steps);
    }

    /// All workspaces in the order of their registration, with their live states, see [LiveStates].
    public List<Instance> list(StepLogger steps) {
        List<Instance> stored = with.store().read();
        return stored.isEmpty()
                ? stored
                : new LiveStates(with.runtimes().get(), new Metadata(with.storage()), steps).of(stored);
    }

    /// All workspaces with the states last recorded; asks no engine.
    public List<Instance> stored() {
        return with.store().read();
    }

    /// One workspace as last recorded; asks no engine.
    public Instance get(String reference) {
        return References.resolve(reference, with.store().read());
    }

    /// The runtime that works with the engine which the workspace is on.
    ///
    /// @throws dev.kdn.error.UnavailableException if its engine is not installed, or another one is chosen now
    public WorkspaceRuntime runtimeOf(Instance instance) {
        return new Operations(with).runtimeOf(instance);
    }

    /// Everything known of one workspace, with its live state.
    public InstanceDetails details(String reference, StepLogger steps) {
        List<Instance> one = List.of(get(reference));
        Metadata metadata = new Metadata(with.storage());
        Instance live =
                new LiveStates(with.runtimes().get(), metadata, steps).of(one).getFirst();
        return new InstanceDetails(live, metadata.facts(live.id()), Files.isDirectory(live.source()));
    }

    /// The web page of a running workspace.
    ///
    /// @throws EngineException if its runtime has none
    /// @throws ConflictException if it is not running
    public URI dashboardUrl(String reference) {
        Instance instance = get(reference);
        WorkspaceRuntime runtime = new Operations(with).runtimeOf(instance);
        DashboardAccess dashboard = runtime.capabilities()
                .dashboard()
                .orElseThrow(() -> new EngineException(
                        "dashboard not supported for workspace \"" + reference + "\"",
                        "the " + instance.runtime().type() + " runtime has no dashboard; published ports open with "
                                + "'kdn open " + instance.name() + "'"));
        RuntimeState state = runtime.info(instance.runtime().instanceId()).state();
        if (state != RuntimeState.RUNNING) {
            throw new ConflictException(
                    "workspace is not running (state: " + state.text() + ")",
                    "start it with 'kdn start " + instance.name() + "'");
        }
        return dashboard.url(instance.runtime().instanceId());
    }

    /// Settles what was broken off and removes what nobody needs any more; never a workspace that is on record.
    ///
    /// @param dryRun only tell what would be removed
    /// @param orphans remove containers although the list of workspaces is missing, empty or damaged
    public PruneReport prune(boolean dryRun, boolean orphans, StepLogger steps) {
        return new Prune(with, dryRun, orphans).run(steps);
    }

    /// The workspaces whose sources folder is not there, perhaps only for now; nothing is dropped. Of sources on an
    /// engine's machine nothing is known.
    public List<Instance> reconcile() {
        Metadata metadata = new Metadata(with.storage());
        return with.store().read().stream()
                .filter(instance -> !Files.isDirectory(instance.source())
                        && EngineSources.of(metadata.facts(instance.id())).isEmpty())
                .toList();
    }
}
