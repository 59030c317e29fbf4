/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import dev.kdn.storage.JsonValues;
import java.time.Duration;
import java.util.OptionalInt;

/// What docker tells of a program in a container, see "Inspect an exec instance" of the Engine API. It is asked after
/// each program, and docker-java takes longer to make sense of the answer than an engine to give it.
///
/// @param exitCode empty as long as there is none, and if the container ended with the program
record ExecState(boolean isRunning, OptionalInt exitCode) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /// Asks for it.
    ///
    /// @param what is to be done, for messages
    /// @param exec the engine's id of the program
    static ExecState ask(DockerConnection connection, String what, String exec) {
        JsonValues values = connection.look(what, LIMIT, "/exec/" + exec + "/json");
        String code = values.get("/ExitCode");
        return new ExecState(
                Boolean.parseBoolean(values.get("/Running")),
                code.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) Long.parseLong(code)));
    }
}
