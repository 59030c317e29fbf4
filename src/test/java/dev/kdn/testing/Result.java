/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.assertj.core.api.Assertions.assertThat;

/// What a finished program left behind.
///
/// @param exit as a shell sees it, 128 + n for signal n
public record Result(int exit, String stdout, String stderr) {
    /// This result, if the program ended with that exit code; else a failure that shows everything it wrote.
    public Result exit(int expected) {
        assertThat(exit)
                .as("exit code; stdout:%n%s%nstderr:%n%s", stdout, stderr)
                .isEqualTo(expected);
        return this;
    }

    /// stdout and stderr, for messages whose stream does not matter.
    public String output() {
        return stdout + stderr;
    }
}
