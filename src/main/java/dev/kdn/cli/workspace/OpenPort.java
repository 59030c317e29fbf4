/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import dev.kdn.error.ConflictException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.MendingCommand;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.runtime.Forward;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the port of this machine that leads to a port of a workspace.
final class OpenPort {
    private OpenPort() {}

    /// The port that the user wrote.
    ///
    /// @throws InvalidInputException if it is none
    static int parse(String text) {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("invalid port \"" + text + "\": must be a number", null, e);
        }
        if (port < 1 || port > 65535) {
            throw new InvalidInputException("invalid port \"" + text + "\": must be between 1 and 65535");
        }
        return port;
    }

    /// The page behind a port.
    ///
    /// @param reference as the user wrote it
    /// @param port inside the workspace; may be left out when one is published only
    static URI url(InstanceDetails details, String reference, Optional<Integer> port) {
        Instance instance = details.instance();
        if (!instance.isRunning()) {
            throw new ConflictException(
                    "workspace is not running (state: " + instance.state().text() + ")",
                    "start it with 'kdn start " + instance.name() + "'");
        }
        Forward forward = choose(details, reference, port);
        if (details.isElsewhere()) {
            throw elsewhere(details, forward);
        }
        return URI.create("http://" + forward.bind() + ":" + forward.port());
    }

    /// The address would lead to whatever listens there on this machine.
    private static NotFoundException elsewhere(InstanceDetails details, Forward forward) {
        return new NotFoundException(
                "port " + forward.target() + " of workspace "
                        + details.instance().name()
                        + " is published on the machine of its engine, "
                        + details.facts().getOrDefault("endpoint", "") + ", not on this one",
                "lead it here with 'ssh -N -L " + forward.port() + ":" + forward.bind() + ":" + forward.port()
                        + " HOST', then open http://127.0.0.1:" + forward.port());
    }

    private static Forward choose(InstanceDetails details, String reference, Optional<Integer> port) {
        List<Forward> forwards = details.instance().forwards();
        if (forwards.isEmpty()) {
            throw new NotFoundException(
                    "no port forwards configured for workspace \"" + reference + "\"", whyNone(details));
        }
        if (port.isEmpty()) {
            if (forwards.size() == 1) {
                return forwards.getFirst();
            }
            throw new InvalidInputException(
                    "workspace \"" + reference + "\" has multiple port forwards; specify a port", ports(forwards));
        }
        for (Forward forward : forwards) {
            if (forward.target() == port.get()) {
                return forward;
            }
        }
        throw new NotFoundException(
                "no port forward found for port " + port.get() + " in workspace \"" + reference + "\"",
                ports(forwards) + "\n" + howToPublish(details.instance()));
    }

    private static String whyNone(InstanceDetails details) {
        String mode = details.facts().getOrDefault("network_mode", "");
        return mode.equals("deny") || mode.equals("none")
                ? "its network mode is deny, which publishes no ports"
                : howToPublish(details.instance());
    }

    private static String howToPublish(Instance instance) {
        return "ports are published when a workspace is made: list them under \"ports\" in "
                + instance.configuration().resolve("workspace.json") + ", then "
                + "'" + MendingCommand.of("kdn", "recreate", "--force", instance.name()) + "'";
    }

    private static String ports(List<Forward> forwards) {
        List<String> ports = new ArrayList<>();
        for (Forward forward : forwards) {
            ports.add(Integer.toString(forward.target()));
        }
        return "ports: " + String.join(", ", ports);
    }
}
