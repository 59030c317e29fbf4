/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Surroundings.Terminals;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A made-up world for commands: nothing in the environment, no terminals, the home folder `/home/dev`.
public final class SurroundingsBuilder {
    private final Map<String, String> environment = new HashMap<>();
    private Path workingFolder = Path.of("/home/dev/shop");
    private String terminals = "000";

    public SurroundingsBuilder variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public SurroundingsBuilder workingFolder(Path folder) {
        workingFolder = folder;
        return this;
    }

    /// Digits for stdin, stdout, stderr, 1 for a terminal.
    public SurroundingsBuilder terminals(String digits) {
        terminals = digits;
        return this;
    }

    public Surroundings build(OutputStream out, OutputStream err) {
        return new Surroundings(
                environment,
                workingFolder,
                Optional.of(Path.of("/home/dev")),
                Terminals.parse(terminals),
                InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")),
                new ByteArrayInputStream(new byte[0]),
                out,
                err);
    }
}
