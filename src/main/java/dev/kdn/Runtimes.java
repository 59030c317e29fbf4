/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.agent.Agents;
import dev.kdn.cli.Surroundings;
import dev.kdn.config.UserConfiguration;
import dev.kdn.config.UserSettings;
import dev.kdn.config.UserSettings.SettingKey;
import dev.kdn.output.StandardError;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.ConfinedProgram;
import dev.kdn.process.MarkedPrograms;
import dev.kdn.process.Posix;
import dev.kdn.process.Programs;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.docker.DockerRuntime;
import dev.kdn.runtime.fake.FakeRuntime;
import dev.kdn.runtime.local.LocalHost;
import dev.kdn.runtime.local.LocalRuntime;
import dev.kdn.runtime.podman.PodmanRuntime;
import dev.kdn.secret.Secrets;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.UserTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The runtimes of this kdn, one line each in [#registry()]; the third part of [Wiring].
final class Runtimes {
    private final Surroundings surroundings;
    private final StandardError err;
    private final Supplier<Storage> storage;
    private final Supplier<CommandRunner> runner;
    private final Supplier<UserTerminal> terminal;
    private final Supplier<Secrets> secrets;
    private final Programs programs;

    /// @param terminal the user's, for runtimes that connect it themselves
    Runtimes(
            Surroundings surroundings,
            StandardError err,
            Supplier<Storage> storage,
            Supplier<CommandRunner> runner,
            Supplier<UserTerminal> terminal,
            Supplier<Secrets> secrets) {
        this.secrets = secrets;
        this.surroundings = surroundings;
        this.err = err;
        this.storage = storage;
        this.runner = runner;
        this.terminal = terminal;
        this.programs = new Programs(surroundings.environment());
    }

    RuntimeRegistry registry() {
        return new RuntimeRegistry(List.of(
                podman(),
                docker(),
                local(),
                FakeRuntime.entry(storage.get(), surroundings.clock(), surroundings.environment())));
    }

    private RuntimeEntry podman() {
        return new RuntimeEntry(
                PodmanRuntime.describe(),
                false,
                () -> programs.find("podman").isPresent(),
                () -> new RuntimeEntry.Missing("no podman command on PATH", "install Podman"),
                new Memoised<>(() ->
                        new PodmanRuntime(storage.get(), runner.get(), () -> "podman", Agents.builtIn(), host())));
    }

    private RuntimeEntry docker() {
        return new RuntimeEntry(
                DockerRuntime.describe(),
                false,
                () -> DockerRuntime.seemsThere(host()),
                () -> DockerRuntime.missing(host()),
                new Memoised<>(
                        () -> new DockerRuntime(storage.get(), runner.get(), Agents.builtIn(), host(), terminal)));
    }

    private RuntimeEntry local() {
        return new RuntimeEntry(
                LocalRuntime.describe(),
                false,
                () -> LocalRuntime.seemsThere(storage.get(), surroundings.environment()) || mayDoWithoutSandbox(),
                LocalRuntime::missing,
                new Memoised<>(
                        () -> new LocalRuntime(storage.get(), runner.get(), Agents.builtIn(), localHost(), terminal)));
    }

    private LocalHost localHost() {
        return new LocalHost(
                surroundings.home().orElse(Path.of("/nonexistent")),
                Posix::uid,
                surroundings.environment(),
                err::line,
                secretSource(),
                this::mayDoWithoutSandbox,
                MarkedPrograms::areVisible,
                ConfinedProgram::isCompletelyConfined);
    }

    private boolean mayDoWithoutSandbox() {
        return setting(SettingKey.LOCAL_UNSANDBOXED).filter("yes"::equals).isPresent();
    }

    private SecretSource secretSource() {
        return new SecretSource(
                name -> secrets.get().find(name).isPresent(),
                name -> secrets.get().value(name));
    }

    private Optional<String> setting(SettingKey key) {
        Path folder = storage.get().configurationFolder();
        return UserSettings.one(new UserConfiguration(folder).settingsFile(), key);
    }

    private ContainerHost host() {
        return new ContainerHost(
                surroundings.home().orElse(Path.of("/nonexistent")),
                Posix::uid,
                Posix::gid,
                platform(),
                surroundings.environment(),
                err::line,
                secretSource(),
                () -> setting(SettingKey.IMAGE_BASE));
    }

    /// In the words of image platforms, such as `linux/amd64`; containers are Linux everywhere.
    private static String platform() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return "linux/" + (machine.equals("aarch64") ? "arm64" : machine);
    }
}
