/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import dev.kdn.runtime.container.ContainerHost;
import dev.kdn.runtime.container.ContainerId;
import java.util.ArrayList;
import java.util.List;

/// Opens terminals and runs commands in containers.
final class PodmanTerminal implements TerminalAccess {
    private static final List<String> FORWARDED = List.of("TERM", "COLORTERM", "LANG");
    private static final int NOT_FOUND = 127;
    // Says in a sentence, instead of podman's, that there is no such command; else sh becomes the command.
    private static final String RUN = """
        not() { printf 'Error: %s the workspace: %s\\n' "$1" "$0" >&2; exit "$2"; }
        case $0 in
        */*)
          [ -e "$0" ] || not 'there is no such command in' 127
          if [ -d "$0" ] || [ ! -x "$0" ]; then not 'this cannot be executed in' 126; fi
          ;;
        *) command -v "$0" >/dev/null || not 'there is no such command in' 127 ;;
        esac
        exec "$0" "$@"
        """;
    private static final int ENGINE_FAILED = 125;
    // What podman 4 answers when the container does not run.
    private static final int NOT_RUNNING = 255;

    private final PodmanCli podman;
    private final PodmanEngine engine;
    private final ReferencePods referencePods;
    private final ImageConfigurationFiles files;
    private final ContainerHost host;

    PodmanTerminal(
            PodmanEngine engine, ReferencePods referencePods, ImageConfigurationFiles files, ContainerHost host) {
        this.engine = engine;
        this.podman = engine.cli();
        this.referencePods = referencePods;
        this.files = files;
        this.host = host;
    }

    @Override
    public int open(Request request) {
        String id = ContainerId.checked(request.id());
        referencePods.refuse(id, "open a terminal in");
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
        List<String> arguments = new ArrayList<>(List.of("exec", request.tty() ? "-it" : "-i"));
        request.detachKeys().ifPresent(keys -> arguments.addAll(List.of("--detach-keys", keys.text())));
        for (String name : FORWARDED) {
            String value = host.environment().get(name);
            if (value != null) {
                arguments.addAll(List.of("--env", name + "=" + value));
            }
        }
        arguments.addAll(List.of(request.id(), "sh", "-c", RUN));
        arguments.addAll(command);
        int code = podman.attach(arguments);
        boolean neverRan =
                code == NOT_RUNNING && engine.containers().inspect(request.id()).state() != RuntimeState.RUNNING;
        return neverRan ? ENGINE_FAILED : code;
    }

    /// A shell that ended with 127 because of its last command is not a shell that is missing.
    private boolean lacksBash(String id) {
        return !podman.call(PodmanCli.ASK, "exec", id, "sh", "-c", "command -v bash")
                .succeeded();
    }
}
