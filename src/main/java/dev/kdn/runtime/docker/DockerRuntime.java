/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.agent.Agents;
import dev.kdn.process.CommandRunner;
import dev.kdn.runtime.BatchStates;
import dev.kdn.runtime.ConnectionProbe;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.EnginePlace;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeEntry.Missing;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.WorkspaceRuntime;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.ContainerRuntime;
import dev.kdn.step.StepLogger;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import java.util.function.Supplier;

/// Workspaces in docker containers, on this machine or on another one's engine.
public final class DockerRuntime implements WorkspaceRuntime {
    private static final String TYPE = "docker";

    private final Storage storage;
    private final DockerEngine engine;
    private final ContainerRuntime containers;
    private final ContainerHost host;
    private final Supplier<UserTerminal> terminal;

    /// Looks no engine up yet.
    ///
    /// @param agents built-in ones, whose image files are written by the first create
    /// @param terminal asked for when one is opened
    /// @param runner for programs that keep passwords for registries
    public DockerRuntime(
            Storage storage, CommandRunner runner, Agents agents, ContainerHost host, Supplier<UserTerminal> terminal) {
        this.storage = storage;
        this.host = host;
        this.terminal = terminal;
        DockerConnection connection =
                new DockerConnection(() -> DockerEndpoint.find(host.environment(), host.home()), host.environment());
        engine = new DockerEngine(
                connection,
                host,
                () -> RegistryCredentials.of(host.environment(), host.home(), new CredentialHelpers(() -> runner)));
        containers = new ContainerRuntime(describe(), storage, engine, agents, host);
    }

    /// What can be said of this runtime before it is built.
    public static RuntimeDescription describe() {
        return new RuntimeDescription(
                TYPE, "Docker", "Container-based workspaces using Docker", true, ContainerRuntime.SOURCES_PATH);
    }

    /// Whether docker might answer; a cheap test that connects to nothing. Wrong settings count as an engine, so that
    /// the user gets to know of them.
    public static boolean seemsThere(ContainerHost host) {
        try {
            return DockerEndpoint.find(host.environment(), host.home()).seemsThere();
        } catch (dev.kdn.error.ConfigurationException wrong) {
            return true;
        }
    }

    /// Has the JVM get ready what takes it long the first time and what every call of docker needs.
    public static void getReady() {
        UnixDialer.getReady();
    }

    /// What is not there when docker does not seem there.
    public static Missing missing(ContainerHost host) {
        DockerEndpoint endpoint = DockerEndpoint.find(host.environment(), host.home());
        String place = endpoint.socketFile().map(Object::toString).orElse("docker");
        return new Missing(
                "no socket at " + place + ", from " + endpoint.source(),
                "install or start docker, or " + endpoint.remedy());
    }

    @Override
    public RuntimeDescription description() {
        return containers.description();
    }

    @Override
    public RuntimeInfo create(CreateRequest request, StepLogger steps) {
        return containers.create(request, steps);
    }

    @Override
    public RuntimeInfo start(String id, StepLogger steps) {
        return containers.start(id, steps);
    }

    @Override
    public RuntimeInfo stop(String id, StepLogger steps) {
        return containers.stop(id, steps);
    }

    @Override
    public void remove(String id, StepLogger steps) {
        containers.remove(id, steps);
    }

    @Override
    public RuntimeInfo info(String id) {
        return containers.info(id);
    }

    @Override
    public RuntimeCapabilities capabilities() {
        DockerConnection connection = engine.connection();
        DockerExec exec = new DockerExec(engine, terminal, host);
        DockerPrograms programs = new DockerPrograms(connection, exec, terminal);
        return containers
                .capabilities()
                .with(TerminalAccess.class, containers.terminal(exec))
                .with(ProgramAccess.class, containers.programs(programs, exec))
                .with(StatsAccess.class, ContainerRuntime.stats(programs))
                .with(ConnectionProbe.class, ContainerRuntime.probe(exec))
                .with(EngineCheck.class, new DockerCheck(connection))
                .with(EnginePlace.class, new DockerPlace(connection, host.environment()))
                .with(LimitEnforcement.class, new DockerLimits(engine::facts))
                .with(BatchStates.class, new DockerStates(connection, storage::id));
    }
}
