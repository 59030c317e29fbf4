/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.activity;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Progress;
import dev.kdn.cli.Syntax;
import dev.kdn.error.EngineException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceManager;
import dev.kdn.output.PortDocument;
import dev.kdn.output.StandardOutput;
import dev.kdn.runtime.Forward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Supplier;

/// `kdn ports`.
public final class PortsCommand implements CliCommand {
    private final StandardOutput out;
    private final Supplier<InstanceManager> manager;
    private final Progress progress;
    private final OutputOption output = new OutputOption();

    private String workspace = "";
    private boolean free;

    public PortsCommand(StandardOutput out, Supplier<InstanceManager> manager, Progress progress) {
        this.out = out;
        this.manager = manager;
        this.progress = progress;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Show where the ports of a workspace can be reached",
                "",
                "With --free, find a port of this machine that nothing listens on just now.");
        syntax.examples("kdn ports shop", "kdn ports shop --free");
        syntax.argument(
                "NAME|ID", "Workspace: name, id, or at least 4 characters of an id", given -> workspace = given);
        output.describe(syntax);
        syntax.flag("--free", "Print a free port of the loopback interface instead", given -> free = given);
    }

    @Override
    public int run() {
        Instance instance = progress.show(
                Progress.Detail.SILENT,
                steps -> manager.get().details(workspace, steps).instance());
        List<Forward> forwards = instance.forwards();
        if (free) {
            int port = freePort();
            if (output.json()) {
                out.write(PortDocument.free(port));
            } else {
                out.line(Integer.toString(port));
            }
        } else if (output.json()) {
            out.write(PortDocument.list(forwards));
        } else {
            out.write(text(instance, forwards));
        }
        return ExitCode.OK.code();
    }

    private static String text(Instance instance, List<Forward> forwards) {
        if (forwards.isEmpty()) {
            return "Workspace " + instance.name() + " publishes no ports\n";
        }
        StringBuilder lines = new StringBuilder();
        for (Forward forward : forwards) {
            lines.append(forward.target())
                    .append(" -> ")
                    .append(forward.bind())
                    .append(':')
                    .append(forward.port());
            lines.append('\n');
        }
        return lines.toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EngineException("cannot find a free port: " + e.getMessage(), null, e);
        }
    }
}
