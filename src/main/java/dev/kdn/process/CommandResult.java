/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

/// What a program left behind. Output is decoded as UTF-8 and cut at the limit of its [Command].
///
/// @param exitCode 0 to 255; 128 + n when a signal ended the program
public record CommandResult(int exitCode, String stdout, String stderr) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
