/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.error.MendingCommand;
import dev.kdn.process.Command;
import dev.kdn.process.PipedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Connects to the engine of another machine as the docker CLI does: by ssh, and over there by that machine's docker
/// CLI. ssh never asks anything.
///
/// @param environment what kdn was started with
record SshDialer(EngineAddress.Ssh address, Map<String, String> environment) implements Dialer {
    @Override
    public Wire dial(Call call) throws IOException {
        PipedProgram program = call.hold(PipedProgram.start(environment, Command.of(argv(), Duration.ofDays(1))));
        return new SshWire(program, program.output(), program.input());
    }

    /// What to run. Whatever comes after the host is put together by ssh and read by a shell over there.
    List<String> argv() {
        List<String> argv = new ArrayList<>(List.of("ssh", "-T", "-o", "BatchMode=yes"));
        address.user().ifPresent(user -> argv.addAll(List.of("-l", user)));
        address.port().ifPresent(port -> argv.addAll(List.of("-p", Integer.toString(port))));
        argv.addAll(List.of("--", address.host(), "docker"));
        address.socket().ifPresent(socket -> argv.addAll(List.of("--host", MendingCommand.of("unix://" + socket))));
        argv.addAll(List.of("system", "dial-stdio"));
        return argv;
    }

    @Override
    public String host() {
        return "docker";
    }

    private record SshWire(PipedProgram program, InputStream input, OutputStream output) implements Wire {
        @Override
        public void endOutput() throws IOException {
            output.close();
        }

        @Override
        public String complaint() {
            return program.complaint();
        }
    }
}
