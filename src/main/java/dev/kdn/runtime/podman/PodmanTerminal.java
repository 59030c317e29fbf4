/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.image.ImageConfigurationFiles;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess;
import java.util.ArrayList;
import java.util.List;

/// Opens terminals and runs commands in containers.
final class PodmanTerminal implements TerminalAccess {
    private static final List<String> FORWARDED = List.of("TERM", "COLORTERM", "LANG");
    private static final int NOT_FOUND = 127;
    private static final int ENGINE_FAILED = 125;
    // What podman 4 answers when the container does not run.
    private static final int NOT_RUNNING = 255;

    private final PodmanCli podman;
    private final PodmanInspection inspection;
    private final ReferencePods referencePods;
    private final ImageConfigurationFiles files;
    private final PodmanRuntime.Host host;

    PodmanTerminal(
            PodmanCli podman,
            PodmanInspection inspection,
            ReferencePods referencePods,
            ImageConfigurationFiles files,
            PodmanRuntime.Host host) {
        this.podman = podman;
        this.inspection = inspection;
        this.referencePods = referencePods;
        this.files = files;
        this.host = host;
    }

    @Override
    public int open(Request request) {
        String id = PodmanInspection.checked(request.id());
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
        for (String name : FORWARDED) {
            String value = host.environment().get(name);
            if (value != null) {
                arguments.addAll(List.of("--env", name + "=" + value));
            }
        }
        arguments.add(request.id());
        arguments.addAll(command);
        int code = podman.attach(arguments);
        boolean neverRan = code == NOT_RUNNING && inspection.view(request.id()).state() != RuntimeState.RUNNING;
        return neverRan ? ENGINE_FAILED : code;
    }

    /// A shell that ended with 127 because of its last command is not a shell that is missing.
    private boolean lacksBash(String id) {
        return !podman.call(PodmanCli.ASK, "exec", id, "sh", "-c", "command -v bash")
                .succeeded();
    }
}
