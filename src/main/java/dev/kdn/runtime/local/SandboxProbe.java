/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.error.EngineException;
import dev.kdn.error.KdnException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.Posix;
import dev.kdn.runtime.EngineCheck;
import dev.kdn.runtime.EngineStatus;
import dev.kdn.runtime.EngineStatus.Endpoint;
import dev.kdn.runtime.EngineStatus.Engine;
import dev.kdn.runtime.EngineStatus.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tries whether sandboxes can be made: only a program that ran in one tells.
final class SandboxProbe implements EngineCheck {
    static final String REMEDY = "install bubblewrap ('apt install bubblewrap', 'dnf install bubblewrap'), or have no"
            + " sandbox: 'kdn init --runtime local --unsandboxed', or 'kdn config set local.unsandboxed yes'";

    /// What is missing where the kernel is too old.
    static final String UNCONFINED =
            "this kernel cannot keep workspaces with a network from the abstract sockets of other programs, such as a"
                    + " desktop's";

    /// What mends that.
    static final String CONFINEMENT = "use Linux 6.12 or newer with Landlock, or 'network' with mode deny";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FORBIDDEN =
            "allow users to make namespaces (see the sysctls kernel.unprivileged_userns_clone,"
                    + " kernel.apparmor_restrict_unprivileged_userns and user.max_user_namespaces), or have no sandbox:"
                    + " 'kdn init --runtime local --unsandboxed', or 'kdn config set local.unsandboxed yes'";
    private final Sandbox sandbox;
    private final LocalPrograms programs;
    private final CommandRunner runner;
    private final LocalHost host;

    SandboxProbe(Sandbox sandbox, LocalPrograms programs, CommandRunner runner, LocalHost host) {
        this.sandbox = sandbox;
        this.programs = programs;
        this.runner = runner;
        this.host = host;
    }

    /// Makes sure that this workspace can have its sandbox.
    ///
    /// @throws UnavailableException if no workspace can
    /// @throws EngineException if it is this one that cannot
    void check(LocalInstance instance) {
        Optional<KdnException> machine = obstacle();
        if (machine.isPresent()) {
            throw machine.get();
        }
        SandboxedProgram nothing = SandboxedProgram.of(List.of("sh", "-c", ":")).asOwn();
        LocalPrograms.Outcome outcome = programs.run(instance, nothing, new byte[0], 1 << 10, LIMIT);
        if (!outcome.succeeded()) {
            plain(LIMIT).ifPresent(trouble -> {
                throw new UnavailableException("there is no sandbox on this machine: " + trouble, FORBIDDEN);
            });
            throw new EngineException(
                    "cannot make the sandbox of the workspace: " + outcome.complaint(),
                    "see whether its mounts can be where they are to be");
        }
    }

    private Optional<KdnException> obstacle() {
        if (sandbox.program().isEmpty()) {
            return Optional.of(
                    new UnavailableException("there is no sandbox on this machine: no bwrap command on PATH", REMEDY));
        }
        if (!Posix.isSandboxable()) {
            return Optional.of(new UnavailableException(
                    "there is no sandbox on this machine: kdn makes them on Linux on x86-64 and arm64", REMEDY));
        }
        return Optional.empty();
    }

    /// What keeps bubblewrap from making the simplest sandbox.
    private Optional<String> plain(Duration limit) {
        LocalPrograms.Outcome outcome =
                LocalPrograms.run(sandbox.simplest(), "bwrap", Sandbox.filterBytes(), 1 << 10, limit);
        if (outcome.succeeded()) {
            return Optional.empty();
        }
        String complaint = outcome.complaint();
        return Optional.of(complaint.isEmpty() ? "bwrap ended with " + outcome.exitCode() : complaint);
    }

    @Override
    public EngineStatus check(Duration limit) {
        Optional<Endpoint> endpoint = sandbox.program().map(program -> new Endpoint(program.toString(), "PATH", true));
        Optional<KdnException> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return EngineStatus.silent(endpoint, obstacle.get());
        }
        try {
            Optional<String> trouble = plain(limit);
            if (trouble.isPresent()) {
                return EngineStatus.silent(endpoint, trouble.get(), FORBIDDEN);
            }
            Engine engine = new Engine(version(limit), Optional.of(true), "");
            return new EngineStatus(endpoint, Optional.of(engine), remark());
        } catch (TimedOutException | UnavailableException e) {
            return EngineStatus.silent(endpoint, e);
        }
    }

    private String version(Duration limit) {
        String program = sandbox.program().orElseThrow().toString();
        String words = runner.run(
                        Command.of(List.of(program, "--version"), limit).asQuestion(), _ -> {})
                .stdout()
                .strip();
        return words.substring(words.lastIndexOf(' ') + 1);
    }

    private Optional<Trouble> remark() {
        return host.confines().getAsBoolean()
                ? Optional.empty()
                : Optional.of(new Trouble(UNCONFINED, Optional.of(CONFINEMENT)));
    }
}
