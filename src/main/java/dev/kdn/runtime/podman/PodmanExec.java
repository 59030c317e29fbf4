/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.runtime.RuntimeState;
import dev.kdn.runtime.TerminalAccess.Request;
import dev.kdn.runtime.container.ContainerTerminal.Exec;
import java.util.ArrayList;
import java.util.List;

/// Runs programs in containers by `podman exec`.
final class PodmanExec implements Exec {
    private static final int ENGINE_FAILED = 125;
    // What podman 4 answers when the container does not run.
    private static final int NOT_RUNNING = 255;

    private final PodmanEngine engine;
    private final ReferencePods referencePods;

    PodmanExec(PodmanEngine engine, ReferencePods referencePods) {
        this.engine = engine;
        this.referencePods = referencePods;
    }

    @Override
    public int attached(Request request, List<String> argv, List<String> environment) {
        referencePods.refuse(request.id(), "open a terminal in");
        List<String> arguments = new ArrayList<>(List.of("exec", request.tty() ? "-it" : "-i"));
        request.detachKeys().ifPresent(keys -> arguments.addAll(List.of("--detach-keys", keys.text())));
        environment.forEach(variable -> arguments.addAll(List.of("--env", variable)));
        arguments.add(request.id());
        arguments.addAll(argv);
        int code = engine.cli().attach(arguments);
        boolean neverRan =
                code == NOT_RUNNING && engine.containers().inspect(request.id()).state() != RuntimeState.RUNNING;
        return neverRan ? ENGINE_FAILED : code;
    }

    @Override
    public boolean succeeds(String id, List<String> argv) {
        List<String> arguments = new ArrayList<>(List.of("exec", id));
        arguments.addAll(argv);
        return engine.cli()
                .call(PodmanCli.ASK, arguments.toArray(String[]::new))
                .succeeded();
    }
}
