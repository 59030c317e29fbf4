/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// The streams of a program that kdn itself talks with.
///
/// @param input read by another thread until the program has ended, if the request asks for a stream; absent, the
///     program's input stays open without a byte until kdn ends or gives up, so that it can notice that
/// @param output gets what it prints, piece by piece; a write that fails ends the connection
public record ProgramStreams(Optional<InputStream> input, OutputStream output) {
    public static ProgramStreams of(InputStream input, OutputStream output) {
        return new ProgramStreams(Optional.of(input), output);
    }

    public static ProgramStreams to(OutputStream output) {
        return new ProgramStreams(Optional.empty(), output);
    }
}
