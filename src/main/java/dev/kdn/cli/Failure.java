/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.OutputException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.util.Optional;
import java.util.function.IntSupplier;

/// A failure as the user is told of it.
///
/// @param code exit code
/// @param cause for the stack trace of `--debug`
public record Failure(int code, String message, Optional<String> hint, Throwable cause) {
    private static final int SIGINT = 2;

    /// The failure with more said about it.
    public Failure with(String newMessage, String newHint) {
        return new Failure(code, newMessage, Optional.of(newHint), cause);
    }

    /// The same failure in other words.
    public Failure withMessage(String newMessage) {
        return new Failure(code, newMessage, hint, cause);
    }

    Failure withCode(int newCode) {
        return new Failure(newCode, message, hint, cause);
    }

    /// What a throwable means.
    ///
    /// @param signal number of the signal that cancelled the command, 0 if none did
    static Failure of(Throwable thrown, IntSupplier signal) {
        if (thrown instanceof KdnException known) {
            return new Failure(code(known, signal), known.getMessage(), known.hint(), known);
        }
        return new Failure(
                ExitCode.BUG.code(),
                "kdn has a bug: " + thrown,
                Optional.of("run the same command with --debug and report what it prints"),
                thrown);
    }

    private static int code(KdnException failure, IntSupplier signal) {
        ExitCode code = switch (failure) {
            case ConfigurationException _, EngineException _, StorageException _, OutputException _ -> ExitCode.FAILURE;
            case InvalidInputException _ -> ExitCode.USAGE;
            case NotFoundException _ -> ExitCode.NOT_FOUND;
            case ConflictException _ -> ExitCode.CONFLICT;
            case UnavailableException _ -> ExitCode.UNAVAILABLE;
            case RefusedException _ -> ExitCode.REFUSED;
            case InputNeededException _ -> ExitCode.INPUT_NEEDED;
            case TimedOutException _ -> ExitCode.TIMED_OUT;
            case CancelledException _ -> ExitCode.SIGNAL;
        };
        if (code != ExitCode.SIGNAL) {
            return code.code();
        }
        int number = signal.getAsInt();
        return ExitCode.SIGNAL.code() + (number > 0 ? number : SIGINT);
    }
}
