/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.RunScript;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Opens terminals and runs commands in containers.
public final class ContainerTerminal implements TerminalAccess {
    private static final List<String> FORWARDED = List.of("TERM", "COLORTERM", "LANG", "TZ");
    private static final int NOT_FOUND = 127;
    static final String RUN =
            "if [ -r @ ]; then . @; fi\n".replace("@", ContainerSecrets.FILE) + RunScript.CHECKED + RunScript.EXEC;

    // Of the two versions of control groups.
    private static final String LACKED_MEMORY = """
        for file in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
          [ -r "$file" ] || continue
          while read -r name count; do
            if [ "$name" = oom_kill ] && [ "$count" -gt 0 ]; then exit 0; fi
          done <"$file"
        done
        exit 1
        """;

    private final Exec exec;
    private final EngineContainers containers;
    private final ImageConfigurationFiles files;
    private final ContainerHost host;

    /// @param files tell the agents' terminal commands
    public ContainerTerminal(
            Exec exec, EngineContainers containers, ImageConfigurationFiles files, ContainerHost host) {
        this.exec = exec;
        this.containers = containers;
        this.files = files;
        this.host = host;
    }

    /// How an engine runs programs in a container.
    public interface Exec {
        /// Runs it with kdn's own streams.
        ///
        /// @param argv the program with its arguments
        /// @param environment more variables, `NAME=value`
        /// @return its exit code; 125 if it could not be run
        int attached(Request request, List<String> argv, List<String> environment);

        /// Whether it ends with 0; what it prints is of no interest.
        boolean succeeds(String id, List<String> argv);
    }

    @Override
    public int open(Request request) {
        String id = ContainerId.checked(request.id());
        if (!request.command().isEmpty()) {
            return run(request, request.command());
        }
        List<String> command = files.agent(request.agent()).terminalCommand();
        int code = run(request, command);
        if (code == NOT_FOUND && command.equals(List.of("bash")) && lacksBash(id)) {
            host.notes().accept("this workspace has no bash, so here is sh");
            return run(request, List.of("sh"));
        }
        return code;
    }

    private int run(Request request, List<String> command) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", RUN));
        argv.addAll(command);
        return ended(request.id(), exec.attached(request, argv, forwarded(host.environment())));
    }

    /// Says what there is to say of how a program ended.
    ///
    /// @return its exit code
    int ended(String id, int code) {
        if (code == ContainerStates.KILLED && lackedMemory(id)) {
            host.notes()
                    .accept("the workspace has run out of memory, for which the kernel killed something in it; 'kdn"
                            + " show' tells the limit, 'kdn recreate --memory SIZE' sets another one");
        }
        return code;
    }

    /// Whether the kernel killed something since the container was started, or the container itself.
    private boolean lackedMemory(String id) {
        try {
            return exec.succeeds(id, List.of("sh", "-c", LACKED_MEMORY))
                    || containers.inspect(id).state() == RuntimeState.OUT_OF_MEMORY;
        } catch (NotFoundException | UnavailableException | TimedOutException | EngineException unknown) {
            return false;
        }
    }

    private static List<String> forwarded(Map<String, String> environment) {
        return FORWARDED.stream()
                .filter(environment::containsKey)
                .map(name -> name + "=" + environment.get(name))
                .toList();
    }

    /// A shell that ended with 127 because of its last command is not a shell that is missing.
    private boolean lacksBash(String id) {
        return !exec.succeeds(id, List.of("sh", "-c", "command -v bash"));
    }
}
