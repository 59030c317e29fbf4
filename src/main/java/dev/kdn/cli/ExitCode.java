/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

/// What kdn tells the shell; 128 + n stands for signal n.
public enum ExitCode {
    OK(0),
    FAILURE(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    UNAVAILABLE(5),
    REFUSED(6),
    INPUT_NEEDED(7),
    BUG(70),
    TIMED_OUT(124),
    /// kdn's own failure in a command that passes on the exit code of another program.
    NOT_STARTED(125),
    SIGNAL(128);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
